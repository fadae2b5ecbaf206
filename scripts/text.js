#!/usr/bin/env node
/**
 * Plays a text into the running server through the sandbox and prints what happened, stage by stage of the road.
 *   npm run text -- STOP
 *   npm run text -- --from +14155550123 --to 12345 START
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';

const USAGE =
  'npm run text -- [--from +14155550123] [--to +14155550100] [--url http://127.0.0.1:3000] [--key …] TEXT\n' +
  'A text that begins with a dash: npm run text -- -- "-5"';

// The same settings as the server's: where it listens, its key, its data folder. An empty value counts as absent there too.
if (existsSync('.env')) loadEnvFile('.env');
const setting = (name) => process.env[name] || undefined;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string', default: '+14155550123' },
        to: { type: 'string', default: '+14155550100' },
        url: { type: 'string', default: setting('HARK_URL') ?? `http://127.0.0.1:${setting('PORT') ?? 3000}` },
        key: { type: 'string', default: setting('HARK_API_KEY') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}.\n${USAGE}`);
    process.exit(1);
  }
}

const { values, positionals } = readArguments();
if (values.help || positionals.length === 0) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}

/** The key given, or the one the first start left in the data dir. */
async function apiKey() {
  if (values.key) return values.key;
  const path = join(resolve(setting('HARK_DATA_DIR') ?? '.hark'), 'api.key');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new Error(`No API key: set HARK_API_KEY, or start Hark here first (it leaves one in ${path}).`);
  }
}

async function play(key) {
  let response;
  let startedAt;
  try {
    // Opens the connection, so that the time below is the server's and not that of our own start.
    await (await fetch(`${values.url}/health/live`)).text();
    startedAt = performance.now();
    response = await fetch(`${values.url}/admin/sandbox/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ from: values.from, to: values.to, body: positionals.join(' ') }),
    });
  } catch {
    throw new Error(`Nobody answers at ${values.url}. Start Hark first: npm start`);
  }
  const ms = performance.now() - startedAt;
  const answer = await response.json().catch(() => null);
  if (response.status === 401)
    throw new Error(`Hark at ${values.url} does not know this API key: set HARK_API_KEY or --key to one of its keys.`);
  if (!response.ok && typeof answer?.message === 'string') throw new Error(`${response.status}: ${answer.message}`);
  if (!response.ok || answer === null)
    throw new Error(`What answers at ${values.url} is not Hark. Is the address right?`);
  return { message: answer, ms };
}

/** One line per stage. */
function lines({ trace, ...message }) {
  const { profile, consent_change: change, custom_event: event, reply } = message;
  const sender = trace?.normalised.sender;
  return [
    ['received', `${message.id}  "${message.body}"`],
    [
      'normalised',
      `${message.from} → ${message.to}${sender ? ` (${sender.kind}, group ${trace.normalised.subscription_group.name})` : ' (none of our senders)'}`,
    ],
    [
      'classified',
      `${message.category} by rule ${message.rule}${trace?.classified.matched_keyword ? `, keyword ${trace.classified.matched_keyword}` : ''}`,
    ],
    [
      'identified',
      profile
        ? `${profile.external_id ?? 'anonymous'} ${profile.braze_id}${profile.created ? ' (created)' : ''}`
        : `nobody: ${trace?.identified.reason}`,
    ],
    [
      'consent',
      change ? `${change.before} → ${change.after} (${change.effect})` : `unchanged: ${trace?.consent.reason}`,
    ],
    ['event', event ? event.name : `none: ${trace?.event.reason}`],
    ['reply', reply ? `"${reply.body}"` : `none: ${trace?.reply.reason}`],
  ];
}

try {
  const { message, ms } = await play(await apiKey());
  if (message.status !== 'processed') console.log(`${message.status}: ${message.error_code}`);
  else for (const [stage, what] of lines(message)) console.log(`${stage.padEnd(11)} ${what}`);
  console.log(`${'answered'.padEnd(11)} in ${ms.toFixed(1)} ms, commit included`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
