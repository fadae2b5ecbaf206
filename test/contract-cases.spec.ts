import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractCases } from './e2e/contract/index.js';

/** Cases of contract "Braze API", section 7: numbered 1 to this. */
const LAST_CASE = 95;

/** Cases without a test of their number, with the reason. */
const LEFT_OUT: Readonly<Record<number, string>> = {
  64: 'near misses follow contract "keywords and consent", which is more generous: tables in src/keywords/classifier',
  65: 'as 64',
  66: 'as 64',
  79: 'CSV import is not built yet',
  80: 'CSV import is not built yet',
  81: 'CSV import is not built yet',
  84: 'the sending routes are not offered',
};

/** Every spec file below these folders. */
function specFiles(): string[] {
  return ['src', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /[.-]spec\.ts$/.test(name))
      .map((name) => join(folder, name)),
  );
}

/** The numbers in `case 7`, `cases 7 and 8`, `cases 7, 8 and 9`, `cases 7 to 9`. */
function casesIn(text: string): number[] {
  return [...text.matchAll(/\bcases? (\d+(?:(?:, | and |, and | to |–)\d+)*)/g)].flatMap(([, list]) =>
    list!.split(/, and | and |, /).flatMap((part) => {
      const [first, last] = part.split(/ to |–/).map(Number) as [number, number?];
      return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
    }),
  );
}

/** Names of tests only: a case in a comment proves nothing. */
function testNames(source: string): string {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g)].join('\n');
}

describe('the cases of the contract', () => {
  const rows = contractCases({ promo: '', news: '', twice: '' });
  const tested = new Set([
    ...rows.map((row) => row.case),
    ...specFiles()
      .filter((file) => file !== join('test', 'contract-cases.spec.ts'))
      .flatMap((file) => casesIn(testNames(readFileSync(file, 'utf8')))),
  ]);
  const all = Array.from({ length: LAST_CASE }, (_, index) => index + 1);

  it('each have a test, or a reason why not', () => {
    expect(all.filter((number) => !tested.has(number) && LEFT_OUT[number] === undefined)).toEqual([]);
  });

  it('are not left out when they have a test', () => {
    expect(all.filter((number) => tested.has(number) && LEFT_OUT[number] !== undefined)).toEqual([]);
  });

  it.each([
    ['case 7: x', [7]],
    ['cases 20 and 21: x', [20, 21]],
    ['cases 1, 2 and 10', [1, 2, 10]],
    ['cases 3 to 6', [3, 4, 5, 6]],
    ['in this case nothing', []],
  ])('are read out of %j', (name, numbers) => {
    expect(casesIn(name)).toEqual(numbers);
  });
});
