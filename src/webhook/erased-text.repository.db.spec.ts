import { v7 } from 'uuid';
import { bootModule, TEST_WORKSPACE, type TestApp } from '../../test/support/app.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { ErasedTextRepository } from './erased-text.repository.js';
import type { InboundDraft } from './intake/inbound-draft.js';
import { InboundMessageRepository } from './intake/inbound-message.repository.js';

const [ADA, BOB] = ['+14155550001', '+14155550002'];
const NOW = new Date('2026-11-22T12:00:00.000Z');
const BOTH = Buffer.from('[{"from":"+14155550001","text":"one"},{"from":"+14155550002","text":"two"}]');

describe('ErasedTextRepository', () => {
  const erased = new ErasedTextRepository();
  const messages = new InboundMessageRepository();
  let app: TestApp;

  beforeAll(async () => {
    app = await bootModule({ imports: [] });
  });
  afterAll(() => app.close());
  beforeEach(() => app.rows('truncate inbound_message, inbound_decision'));

  /** Stores a text that was put aside: what became of it does not matter here. */
  const store = (from: string, changes: Partial<InboundDraft> = {}) =>
    app.work(async (work) => {
      const id = v7();
      const draft: InboundDraft = {
        ...{ id, workspaceId: TEST_WORKSPACE, connectionId: 'c', provider: 'custom', providerMessageId: id },
        ...{ requestId: null, rawBody: Buffer.from(from), contentType: 'text/plain', from, to: '55555', text: 'hello' },
        ...{ media: [{ url: 'https://media.example.org/1', contentType: null }], hint: null, providerTime: null },
        ...{
          receivedAt: NOW,
          occurredAt: NOW,
          replyVia: 'api' as const,
          answeredUpstream: {} as InboundDraft['answeredUpstream'],
        },
        ...changes,
      };
      await messages.insertNew(work, [draft]);
      const { workspaceId } = draft;
      await messages.saveAside(work, { workspaceId, id, fromNumber: from, status: 'ignored', code: 'X', at: NOW });
      return id;
    });
  const erase = (number: string) =>
    app.work((work) => erased.erase(work, TEST_WORKSPACE, [PhoneNumber.fromE164(number)], NOW));
  const rawBodies = async () =>
    (await app.rows<{ raw_body: Buffer }>('select raw_body from inbound_message order by id')).map(({ raw_body }) =>
      raw_body.toString(),
    );

  it('empties the bytes of a request that was about others as well, and leaves the others their texts', async () => {
    const requestId = v7();
    const ada = await store(ADA, { requestId, rawBody: BOTH });
    await store(BOB, { requestId, rawBody: BOTH });
    await store(BOB, { requestId: v7() });

    expect(await erase(ADA)).toEqual([ada]);

    expect(await rawBodies()).toEqual(['', '', BOB]);
    expect(await app.rows('select from_raw, body, erased_at from inbound_message order by id')).toEqual([
      { from_raw: '', body: '', erased_at: NOW },
      { from_raw: BOB, body: 'hello', erased_at: null },
      { from_raw: BOB, body: 'hello', erased_at: null },
    ]);
  });

  it('leaves the texts of another workspace alone', async () => {
    await store(ADA, { workspaceId: '01900000-0000-7000-8000-000000000002' });

    expect(await erase(ADA)).toEqual([]);
    expect(await rawBodies()).toEqual([ADA]);
  });

  it('never leaves half of a text: the tables refuse it', async () => {
    const id = await store(ADA);
    await erase(ADA);

    await expect(app.rows(`update inbound_message set body = 'again' where id = $1`, [id])).rejects.toThrow(
      /inbound_message_erased_is_empty/,
    );
    await expect(
      app.rows(`update inbound_decision set from_number = $2 where inbound_message_id = $1`, [id, ADA]),
    ).rejects.toThrow(/inbound_decision_erased_is_empty/);
  });
});
