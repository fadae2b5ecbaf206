import pg from 'pg';
import { Hark } from './hark.js';
import { phoneOf } from './people.js';
import { closedLoop, percentile, request, type Shot } from './load.js';

const CONNECTIONS = 4;
const SECONDS = 4;
const AT_ONCE = 50;

/** Times of one population size. Unit: milliseconds per request, 50 people each. */
export interface LookupFigures {
  readonly profiles: number;
  readonly exportP50: number;
  readonly statusP50: number;
  /** Texts per second of the inbound road, half of them from known numbers. */
  readonly textsPerSecond: number;
}

/** Export by 50 ids, status by 50 phones, and the inbound road, in a house of so many people. */
export async function benchLookups(
  profiles: number,
  texts: (hark: Hark, path: string) => Promise<number>,
): Promise<LookupFigures> {
  const hark = await Hark.start({});
  try {
    const { path, groupId: group } = await hark.connectTwilio();
    await populate(hark, profiles);
    const ids = (offset: number): string[] =>
      Array.from({ length: AT_ONCE }, (_, index) => `person-${(offset + index * 37) % profiles}`);
    const phones = (offset: number): string[] =>
      Array.from({ length: AT_ONCE }, (_, index) => phoneOf((offset + index * 37) % profiles));
    const exports = await p50(hark, 'export', (offset) =>
      request(
        'POST',
        { host: hark.host, path: '/users/export/ids' },
        JSON.stringify({ external_ids: ids(offset) }),
        headers(hark),
      ),
    );
    const statuses = await p50(hark, 'status', (offset) => {
      const query = phones(offset)
        .map((phone) => `phone[]=${encodeURIComponent(phone)}`)
        .join('&');
      return request(
        'GET',
        { host: hark.host, path: `/subscription/status/get?subscription_group_id=${group}&${query}` },
        '',
        headers(hark),
      );
    });
    return { profiles, exportP50: exports, statusP50: statuses, textsPerSecond: await texts(hark, path) };
  } finally {
    await hark.stop();
  }
}

/** Writes people straight into the tables: two million requests would measure something else. */
async function populate(hark: Hark, profiles: number): Promise<void> {
  const client = new pg.Client({ connectionString: await hark.databaseUrl() });
  await client.connect();
  await client.query(
    `insert into profile (workspace_id, braze_id, external_id, phone_e164, phone_unformatted, phone_valid, first_name,
                          random_bucket, created_at, updated_at)
     select w.id, lpad(to_hex(n), 24, '0'), 'person-' || n, phone, substr(phone, 2), true, 'Ada', n % 10000, now(), now()
       from workspace w, generate_series(0, $1::int - 1) as n,
            lateral (select '+1' || (415 + n / 8000000) || (2000000 + n % 8000000) as phone) as p
      where w.name = 'default'`,
    [profiles],
  );
  await client.query(
    `insert into profile_alias (workspace_id, label, name, braze_id, created_at)
     select workspace_id, 'phone', phone_e164, braze_id, created_at from profile`,
  );
  await client.query('analyze');
  await client.end();
}

function headers(hark: Hark): Record<string, string> {
  return { authorization: hark.authorization, 'content-type': 'application/json' };
}

async function p50(hark: Hark, label: string, make: (offset: number) => Buffer): Promise<number> {
  function* shots(): Generator<Shot> {
    for (let turn = 0; ; turn++) yield { label, bytes: make(turn * 7919) };
  }
  await closedLoop(hark.port, CONNECTIONS, shots(), 1);
  const result = await closedLoop(hark.port, CONNECTIONS, shots(), SECONDS);
  if (result.failures > 0) throw new Error(`${label}: ${result.failures} requests failed`);
  return percentile(result.times.get(label) ?? [], 0.5);
}
