import { performance } from 'node:perf_hooks';

import { classify, compileKeywordRules, type CompiledKeywordRules, type GroupKeywordRules } from './index.js';

/** Result of the micro-benchmark. Budgets: at least 100 000 texts per second, no text above 1 000 microseconds. */
export interface ClassifierBench {
  readonly textsPerSecond: number;
  readonly slowestMicros: number;
}

const RULES: GroupKeywordRules = {
  version: null,
  policy: 'safe',
  languages: ['en', 'fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'ja'],
  fuzzyOptOut: null,
  categories: [{ category: 'custom', name: 'PROMO', keywords: ['PROMO', 'COUPON'] }],
};

/** What a busy sender receives: many keywords, some chat, some requests in words. */
const ORDINARY_TEXTS: readonly string[] = [
  'STOP',
  'stop',
  'Stop.',
  'START',
  'YES',
  'Help',
  'promo',
  'Thanks!',
  'ok',
  'What time do you open tomorrow?',
  'please stop texting me',
  'Is there a bus stop near you?',
  'can you help me with my order, it still has not arrived',
  'stpo',
  'Arrêt',
  'je ne veux plus recevoir vos sms',
  'Ya no quiero recibir mensajes',
  'Wann endet die Aktion?',
  '配信停止してください',
  'Liked “Reply STOP to opt out”',
  'Great 👍🏽 see you on Saturday',
  'STOP 🙏',
  'My order 1182 came without the blue lamp, could you check that please? I would need it before the weekend.',
  'wrong number',
];

/** Texts made to be slow: marks, runs, many tokens, mixed scripts, broken pairs, words of every pattern. */
const HOSTILE_TEXTS: readonly string[] = [
  'a' + '\u0301'.repeat(1600),
  '\u0301\u0316'.repeat(800),
  'stop' + 'p'.repeat(1600),
  'a'.repeat(100_000),
  'a '.repeat(10_000),
  'stop '.repeat(320),
  'stop me my texts dont want no more '.repeat(50),
  'no me quiero mas sms de la lista para '.repeat(45),
  'ne me plus pas recevoir sms vos de '.repeat(45),
  'dont dont dont dont stop stop sending me '.repeat(40),
  'ѕтоp стоп ştop σtop '.repeat(80),
  '\ud800'.repeat(1600),
  '\u0000'.repeat(1600),
  '🛑'.repeat(800),
  '\ufdfa'.repeat(1600),
  'もう送らないでください停止'.repeat(120),
  '(((((((((('.repeat(160),
  '"“”„'.repeat(400),
  'Liked “' + '“'.repeat(1500),
  'sssttooop!'.repeat(160),
  'e\u0301'.repeat(800),
  '\u200b'.repeat(1600),
  '.'.repeat(1600),
  'x.'.repeat(800),
  '한국어 '.repeat(400),
];

const ROUNDS = 4_000;
const HOSTILE_ROUNDS = 40;

/**
 * Measures one core: throughput on ordinary texts, and the slowest hostile text.
 * The slowest counts the fastest of several runs of each text, so that a busy machine does not look like a slow rule.
 */
export function runClassifierBench(): ClassifierBench {
  const rules = compileKeywordRules(RULES);
  for (let round = 0; round < 200; round += 1) classifyAll(ORDINARY_TEXTS, rules);

  const start = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) classifyAll(ORDINARY_TEXTS, rules);
  const seconds = (performance.now() - start) / 1000;

  const slowestMicros = Math.max(...[...HOSTILE_TEXTS, ...ORDINARY_TEXTS].map((text) => fastestRun(text, rules)));
  return { textsPerSecond: Math.round((ROUNDS * ORDINARY_TEXTS.length) / seconds), slowestMicros };
}

function classifyAll(texts: readonly string[], rules: CompiledKeywordRules): void {
  for (const text of texts) classifyOne(text, rules);
}

function classifyOne(text: string, rules: CompiledKeywordRules): void {
  classify({ text, sender: { kind: 'long_code', keywordsActivated: true }, hint: null }, rules);
}

/** Unit: microseconds. */
function fastestRun(text: string, rules: CompiledKeywordRules): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < HOSTILE_ROUNDS; round += 1) {
    const start = performance.now();
    classifyOne(text, rules);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return Math.round(fastest * 1000);
}
