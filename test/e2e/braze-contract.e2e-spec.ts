import { bootHark, type TestHark } from '../support/hark.js';
import { contractCases, type Groups } from './contract/index.js';
import type { Expected, Step } from './contract/language.js';

/** Every case of contract "Braze API", section 7, but those of the inbound road (59 to 72), CSV (79 to 81) and sending (84). */
const NUMBERS = [...range(1, 58), ...range(73, 78), 82, 83, ...range(85, 95)];
/** Unit: ms. Statements within two seconds of each other have no order. */
const BETWEEN_STEPS = 3000;

/** The rows without a Hark, only to name them. */
const named = contractCases({ promo: '', news: '', twice: '' });

describe('the contract of the Braze API, case by case', () => {
  let hark: TestHark;
  let groups: Groups;

  beforeAll(async () => {
    hark = await bootHark();
    groups = await groupsOf(hark);
  });
  afterAll(() => hark.close());

  it('has a row for every number', () => {
    expect([...new Set(named.map((row) => row.case))]).toEqual(NUMBERS);
  });

  it.each(named.map((row, index) => ({ ...row, index })))('case $case: $title', async ({ index, settings }) => {
    const own = settings === undefined ? null : await bootHark({ config: settings });
    try {
      const asked = own ?? hark;
      const row = contractCases(own === null ? groups : await groupsOf(own))[index]!;
      for (const step of row.given ?? [])
        if (typeof step === 'function') expect(await take(asked, step)).toEqual(aSuccess);
        else await meet(asked, step);
      for (const expected of [...row.when, ...(row.then ?? [])]) await meet(asked, expected);
    } finally {
      await own?.close();
    }
  });
});

/** A preparation may answer anything but a refusal. */
const aSuccess: unknown = {
  asymmetricMatch: (answer: unknown) => {
    const [status] = Array.isArray(answer) ? (answer as unknown[]) : [];
    return typeof status !== 'number' || status < 300;
  },
  toString: () => 'aSuccess',
};

async function meet(hark: TestHark, [step, answer]: Expected): Promise<void> {
  expect(await take(hark, step)).toEqual(answer);
}

async function take(hark: TestHark, step: Step): Promise<unknown> {
  hark.clock.advance(BETWEEN_STEPS);
  return step(hark);
}

/** The groups of the rows; the one that asks twice is made here. */
async function groupsOf(hark: TestHark): Promise<Groups> {
  const make = async (path: string, body: object) => {
    const answer = await hark.request('POST', path, { body });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };
  const twice = await make('/admin/subscription_groups', { name: 'Asks twice', double_opt_in: true });
  await make('/admin/senders', {
    address: '77777',
    kind: 'short_code',
    connection_id: hark.inboundPath.split('/')[3],
    subscription_group_id: twice,
    keywords_activated: true,
  });
  return { promo: hark.promo, news: hark.news, twice };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
