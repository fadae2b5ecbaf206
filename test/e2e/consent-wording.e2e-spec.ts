import { DataSource } from 'typeorm';
import type { ConsentProof } from '../../src/subscriptions/ledger/consent-proof.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { audit, everythingSealed, judge } from '../support/ledger.js';

const FIRST = 'By texting START you agree to “weekly” texts from Acme.';
const SECOND = 'By texting START you agree to daily texts from Acme.';

/** What people read before they consented, from the operator's page to the proof, on the whole product. */
describe('the consent wording', () => {
  let hark: TestHark;
  let last = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  const aNumber = () => `+1212555${String((last += 1)).padStart(4, '0')}`;
  const path = (group: string) => `/admin/subscription_groups/${group}/consent_wording`;
  const put = (body: unknown, group = hark.promo) => hark.request('PUT', path(group), { body });
  const recordsOf = async (number: string): Promise<Record<string, unknown>[]> =>
    (await hark.request('GET', `/admin/consent/${encodeURIComponent(number)}`)).body.history;
  const versionsOf = async (number: string) =>
    (await recordsOf(number)).map(({ action, consent_wording_version }) => [action, consent_wording_version]);
  const order = (number: string, subscription_state: string) =>
    hark.request('POST', '/subscription/status/set', {
      body: { subscription_group_id: hark.promo, subscription_state, phone: [number] },
    });

  it('is in no record before there is one', async () => {
    const number = aNumber();
    await hark.text(number, 'START');

    expect((await hark.request('GET', path(hark.promo))).body).toEqual({ consent_wordings: [] });
    expect(await versionsOf(number)).toEqual([['opt_in', null]]);
  });

  it('is kept in versions, and the same words are no new one', async () => {
    expect((await put({ text: FIRST })).body).toMatchObject({ version: 1, text: FIRST });
    expect((await put({ text: FIRST })).body).toMatchObject({ version: 1 });
    expect((await put({ text: SECOND }, hark.promo.toUpperCase())).body).toMatchObject({ version: 2, text: SECOND });
    expect((await put({ text: FIRST })).body).toMatchObject({ version: 3, text: FIRST });

    const { consent_wordings: all } = (await hark.request('GET', path(hark.promo))).body;
    expect(all.map(({ version, text }: { version: number; text: string }) => [version, text])).toEqual([
      [3, FIRST],
      [2, SECOND],
      [1, FIRST],
    ]);
    await expect(hark.rows(`update consent_wording set text = 'x'`)).rejects.toThrow('never changed or deleted');
  });

  it('stands in every opt-in, by text and by API, and in nothing else', async () => {
    const number = aNumber();
    await hark.text(number, 'START');
    await hark.text(number, 'STOP');
    await order(number, 'unsubscribed');
    await put({ text: SECOND });
    await order(number, 'subscribed');
    await hark.text(number, 'START', { to: '66666' });

    expect(await versionsOf(number)).toEqual([
      ['opt_in', null],
      ['opt_in', 4],
      ['opt_out', null],
      ['opt_out', null],
      ['opt_in', 3],
    ]);
  });

  it('is shown and covered by a proof', async () => {
    const number = aNumber();
    await hark.text(number, 'START');
    await hark.text(number, 'STOP');
    const proof = (await hark.request('GET', `/admin/consent/${number}/proof`)).body as ConsentProof;

    expect(proof.wordings).toEqual([{ subscription_group_id: hark.promo, version: 4, text: SECOND }]);
    expect(proof.chains[0]!.records.map(({ evidence }) => evidence['format'])).toEqual([
      'hark-consent-record/2',
      'hark-consent-record/1',
    ]);
    expect((await judge(proof)).code).toBe(0);
    for (const wordings of [[], [{ ...proof.wordings[0]!, text: FIRST }], [{ ...proof.wordings[0]!, version: 3 }]]) {
      const { code, output } = await judge({ ...proof, wordings });
      expect([code, output]).toEqual([1, expect.stringContaining('the wording is not the one of the record')]);
    }
  });

  it('cannot be changed without the audit finding it', async () => {
    await everythingSealed(hark);
    const ledger = hark.app.get(DataSource);
    expect(await audit(ledger)).toMatchObject({ broken: null });

    await hark.rows('alter table consent_wording disable trigger user');
    await hark.rows('update consent_wording set text = $1 where version = 4', [FIRST]);

    expect((await audit(ledger)).broken).toMatchObject({ because: 'the evidence is not the one that was sealed' });
    await hark.rows('update consent_wording set text = $1 where version = 4', [SECOND]);
    await hark.rows('alter table consent_wording enable trigger user');
    expect(await audit(ledger)).toMatchObject({ broken: null });
  });

  it.each<[string, unknown]>([
    ['no text', {}],
    ['a blank text', { text: ' ' }],
    ['a number', { text: 5 }],
    ['a text that cannot be stored', { text: 'a\u0000' }],
    ['a text without end', { text: 'x'.repeat(10_001) }],
    ['another field', { text: 'x', version: 9 }],
  ])('refuses %s', async (_label, body) => {
    expect((await put(body)).status).toBe(400);
  });

  it('knows no other group', async () => {
    for (const id of ['nope', '5a2d9f1e-0000-4000-8000-00000000dead'])
      expect([(await put({ text: 'x' }, id)).status, (await hark.request('GET', path(id))).status]).toEqual([404, 404]);
  });
});
