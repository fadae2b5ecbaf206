import { Transform, plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { resolve } from 'node:path';
import { isNetwork } from './networks.js';
import { RATE } from './rate-limits.js';

/** Scheme, user info (never signed, dropped), authority and path prefix. */
export const PUBLIC_URL =
  /^(https?):\/\/(?:[^@/?#\s]*@)?((?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?)(\/[^?#\s]*)?$/i;

const toNumber = Transform(({ value }: { value: unknown }) => (value === '' ? undefined : Number(value)));
const toBoolean = Transform(({ value }: { value: unknown }) =>
  value === 'true' || value === true ? true : value === 'false' || value === false ? false : value,
);
const IsNetworks = () =>
  ValidateBy({
    name: 'isNetworks',
    validator: {
      validate: (value) => value === '' || String(value).split(',').every(isNetwork),
      defaultMessage: (problem) => `${problem?.property ?? ''} must be addresses or networks, separated by commas`,
    },
  });
const IsRate = () =>
  Matches(RATE, { message: ({ property }) => `${property} must be requests per seconds, such as 3000/3s` });

/**
 * Every setting of Hark, read once from the environment. Nobody else touches `process.env`.
 * Each field has its type check, unit, default and reason; `.env.example` is checked against this class by a test.
 */
export class Config {
  /** TCP port of the HTTP server. 0 picks a free one. */
  @toNumber
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  /** Address the HTTP server binds to. Loopback by default: exposing it is a decision. */
  @IsString()
  @MinLength(1)
  HOST = '127.0.0.1';

  /** PostgreSQL to use, `postgres://user:password@host:port/database`. Absent: an embedded one in HARK_DATA_DIR. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must start with postgres:// or postgresql://' })
  DATABASE_URL?: string;

  /** Folder of the embedded database and the generated secrets. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? resolve(value) : value))
  @IsString()
  @MinLength(1)
  HARK_DATA_DIR = resolve('.hark');

  /** Bootstrap API key with every permission for the workspace `default`. Absent on the first start: one is generated and printed once. */
  @IsOptional()
  @IsString()
  @MinLength(16, { message: 'HARK_API_KEY must have at least 16 characters, because it opens everything' })
  HARK_API_KEY?: string;

  /** 32 bytes in base64; encrypts provider credentials at rest. Absent with the embedded database: generated into HARK_DATA_DIR. */
  @IsOptional()
  @IsString()
  HARK_SECRET_KEY?: string;

  /** Fills an empty database with a sandbox connection, a group and three senders to try things with. */
  @toBoolean
  @IsBoolean({ message: '$property must be true or false' })
  HARK_SAMPLE_DATA = false;

  /** What providers call us, `https://sms.example.org[/prefix]`; their signatures cover it. Absent: taken from the request. */
  @IsOptional()
  @Matches(PUBLIC_URL, {
    message: 'PUBLIC_URL must be http(s)://host[:port][/prefix], without query and fragment; other letters as punycode',
  })
  PUBLIC_URL?: string;

  /**
   * Proxies in front of us whose `X-Forwarded-For` is believed: addresses and networks, separated by commas. Only then the
   * address of a client is known to keys that may be used from some addresses only. Empty: nobody's.
   */
  @IsNetworks()
  TRUSTED_PROXIES = '';

  /** Least important log lines that are written. */
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';

  /** Most messages that may share one commit. Unit: messages. Why 64: docs/adr/0002. */
  @toNumber
  @IsInt()
  @Min(1)
  @Max(500)
  INBOUND_BATCH_MAX = 64;

  /** Batches that may be in flight at once. A number always travels on the same lane. Unit: lanes. Why 2: docs/adr/0002. */
  @toNumber
  @IsInt()
  @Min(1)
  @Max(8)
  INBOUND_LANES = 2;

  /** Messages that may wait for a commit before new ones are answered 503. About two seconds of work. Unit: messages. */
  @toNumber
  @IsInt()
  @Min(1)
  INBOUND_QUEUE_MAX = 8000;

  /** Connections to PostgreSQL. Two lanes, the drain and the REST API share them. Unit: connections. */
  @toNumber
  @IsInt()
  @Min(4)
  @Max(500)
  DATABASE_POOL_MAX = 20;

  /** Whether one attributes object may hold both `user_alias` and `external_id` and so link them. @source contract "Braze API", 2.6 */
  @IsIn(['on', 'off'])
  TRACK_ALIAS_LINK: 'on' | 'off' = 'on';

  /** Whether 75 objects are allowed per array or over all three arrays. @source contract "Braze API", 2.1 */
  @IsIn(['per_array', 'combined'])
  TRACK_LIMIT_MODE: 'per_array' | 'combined' = 'per_array';

  /** External ids that `/users/track` refuses, separated by commas: those that a broken client sends for everybody, such as `null`. @source contract "Braze API", 2.2 */
  @IsString()
  BLOCKED_EXTERNAL_IDS = '';

  /** Most values an array attribute keeps; beyond it the oldest go. Unit: values. @source contract "Braze API", 2.5 */
  @toNumber
  @IsInt()
  @Min(25)
  @Max(500)
  ARRAY_ATTRIBUTE_MAX = 25;

  /** How `GET /subscription/status/get` calls what nobody ever said anything about: documented is the capital, recorded in 2020 the small letter. @source contract "Braze API", 4.3 */
  @IsIn(['Unknown', 'unknown'])
  UNKNOWN_STATUS: 'Unknown' | 'unknown' = 'Unknown';

  /** Whether objects that were accepted and had no effect leave a row in `GET /admin/track_log`; they are counted either way. */
  @IsIn(['on', 'off'])
  TRACK_LOG: 'on' | 'off' = 'on';

  /** Newest rows kept of that log. Per reason, so that a flood of one does not push out the others. Unit: rows per workspace and reason. */
  @toNumber
  @IsInt()
  @Min(100)
  @Max(1_000_000)
  TRACK_LOG_MAX = 10_000;

  /** Age at which a row of that log goes: long enough to look back over a month's campaign. Unit: days. */
  @toNumber
  @IsInt()
  @Min(1)
  @Max(3650)
  TRACK_LOG_DAYS = 30;

  /** Whether an API key may also stand in the body or the query as `api_key`, as before mid-2020. @source contract "Braze API", 1.1 */
  @IsIn(['on', 'off'])
  LEGACY_API_KEY: 'on' | 'off' = 'off';

  /** How phones are written in exports and answers. @source contract "Braze API", 6.6 */
  @IsIn(['e164', 'digits'])
  EXPORT_PHONE_STYLE: 'e164' | 'digits' = 'e164';

  /** Whether the rate limits of the compatible API are enforced; the headers are sent either way. */
  @toBoolean
  @IsBoolean({ message: '$property must be true or false' })
  RATE_LIMITS = true;

  /** Limit of `/users/track`, counted per key and process. Unit of all of these: requests per seconds. @source contract "Braze API", 1.4 */
  @IsRate()
  RATE_LIMIT_TRACK = '3000/3s';

  /** Limit of `/users/track/sync`. */
  @IsRate()
  RATE_LIMIT_TRACK_SYNC = '500/60s';

  /** Limit of `/users/track/bulk`. */
  @IsRate()
  RATE_LIMIT_TRACK_BULK = '50/1s';

  /** Limit that `/users/delete`, `/users/alias/*`, `/users/identify` and `/users/merge` share. */
  @IsRate()
  RATE_LIMIT_IDENTITY = '20000/60s';

  /** Limit of `/users/external_ids/rename`. */
  @IsRate()
  RATE_LIMIT_EXTERNAL_IDS_RENAME = '1000/60s';

  /** Limit of `/users/external_ids/remove`. */
  @IsRate()
  RATE_LIMIT_EXTERNAL_IDS_REMOVE = '1000/60s';

  /** Limit of `/users/export/ids`. */
  @IsRate()
  RATE_LIMIT_EXPORT = '250/60s';

  /** Limit of `/users/export/ids` with `fields_to_export` that ask for neither campaigns nor canvases. */
  @IsRate()
  RATE_LIMIT_EXPORT_FIELDS = '40/1s';

  /** Limit that both versions of `/subscription/status/set` share. */
  @IsRate()
  RATE_LIMIT_STATUS_SET = '5000/60s';

  /** Limit that all other routes share. */
  @IsRate()
  RATE_LIMIT_EVERYTHING_ELSE = '250000/3600s';
}

/** The environment does not describe a runnable Hark. The message lists every mistake, one per line. */
export class ConfigInvalid extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigInvalid';
  }
}

/** Names of all settings, in the order of the class. */
export function settingNames(): string[] {
  const optional = ['DATABASE_URL', 'HARK_API_KEY', 'HARK_SECRET_KEY', 'PUBLIC_URL'];
  return [...new Set([...Object.keys(new Config()), ...optional])];
}

/**
 * Reads the settings from `environment`; empty values count as absent.
 * @throws ConfigInvalid with all mistakes at once
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = settingNames();
  const given = Object.fromEntries(
    known.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const mistakes = validateSync(config, { stopAtFirstError: true }).flatMap((error) =>
    Object.values(error.constraints ?? {}),
  );
  if (config.HARK_SECRET_KEY !== undefined && Buffer.from(config.HARK_SECRET_KEY, 'base64').length !== 32)
    mistakes.push('HARK_SECRET_KEY must be 32 bytes in base64, e.g. from: openssl rand -base64 32');
  if (config.DATABASE_URL !== undefined && config.HARK_SECRET_KEY === undefined)
    mistakes.push(
      'HARK_SECRET_KEY is required when DATABASE_URL is set: every instance must decrypt the same credentials. Make one with: openssl rand -base64 32',
    );
  if (mistakes.length > 0) throw new ConfigInvalid(mistakes);
  return config;
}
