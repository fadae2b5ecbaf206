import { Injectable } from '@nestjs/common';
import { ConsentDecided } from '../../src/contracts/inbound/5-consent-decided.event.js';
import { EventRecorded } from '../../src/contracts/inbound/6-event-recorded.event.js';
import type { ConsentDecision } from '../../src/contracts/inbound/5-consent-decided.event.js';
import { InboundTextReader } from '../../src/contracts/readers/inbound-text.reader.js';
import {
  ConsentRestored,
  OptOutsRefuted,
  type Restoration,
} from '../../src/contracts/review/opt-outs-refuted.event.js';
import { Masked } from '../../src/kernel/masked.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { ReviewsModule } from '../../src/reviews/reviews.module.js';
import { ALICE, aClassification, aMessage } from '../builders/recorded-message.js';
import { bootModule, type TestApp } from '../support/app.js';
import { v7 } from 'uuid';

const KEY = '01900000-0000-7000-8000-0000000000aa';

/** The rooms around: the events that go on, and the subscriptions that restore. */
@Injectable()
class RoomsOfTest {
  outcome: Restoration['outcome'] = 'restored';
  readonly asked: { changeId: string; actor: string }[] = [];

  @Handles(ConsentDecided)
  goOn({ work, messages }: ConsentDecided): EventRecorded {
    return new EventRecorded(
      work,
      messages.map((message) => ({ ...message, customEvent: { event: null, reason: 'default_keyword' } })),
    );
  }

  @Handles(OptOutsRefuted)
  restore({ work, refutations }: OptOutsRefuted): ConsentRestored {
    this.asked.push(...refutations);
    const { outcome } = this;
    return new ConsentRestored(
      work,
      refutations.map(({ changeId }) => ({ changeId, outcome, state: outcome === 'restored' ? 'subscribed' : null })),
    );
  }
}

describe('reviews', () => {
  let app: TestApp;
  let rooms: RoomsOfTest;
  const texts = new Map<string, string>();

  beforeAll(async () => {
    app = await bootModule({
      imports: [ReviewsModule],
      providers: [
        RoomsOfTest,
        {
          provide: InboundTextReader,
          useValue: {
            find: (_work: unknown, _workspaceId: string, ids: readonly string[]) =>
              Promise.resolve(
                new Map(
                  ids
                    .filter((id) => texts.has(id))
                    .map((id) => [id, { from: new Masked(ALICE), text: new Masked(texts.get(id)!) }]),
                ),
              ),
          },
        },
      ],
    });
    rooms = app.app.get(RoomsOfTest);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.rows('truncate review');
    rooms.outcome = 'restored';
    rooms.asked.length = 0;
  });

  /** A text that took its author out of the group by inference. */
  const inferred = (saying = 'stop texting me', consent: Partial<ConsentDecision> = {}) => {
    const left = { before: 'subscribed', after: 'unsubscribed', effect: 'changed', changeId: v7() } as const;
    const classification = aClassification('opt_out', { rule: 'intent', score: 0.9 });
    const message = aMessage({ saying, consent: { ...left, ...consent }, changes: { classification } });
    texts.set(message.id, saying);
    return message;
  };
  const decide = (...messages: ReturnType<typeof inferred>[]) =>
    app.work((work) => app.dispatcher.run(new ConsentDecided(work, messages), EventRecorded));
  const list = async (query = '') => (await app.request('GET', `/admin/reviews${query}`)).body;
  const post = (id: string, action: string, body?: object) =>
    app.request('POST', `/admin/reviews/${id}/${action}`, body === undefined ? {} : { body });

  it('puts inferred opt-outs into the queue and lets the road go on', async () => {
    const message = inferred();

    const { messages } = await decide(message, inferred('STOP', { effect: 'repeated' }));

    expect(messages).toHaveLength(2);
    expect(await list()).toEqual({
      reviews: [
        {
          id: expect.any(String),
          status: 'open',
          due_on: '2026-12-07',
          inbound_message_id: message.id,
          from: ALICE,
          body: 'stop texting me',
          category: 'opt_out',
          rule: 'intent',
          score: 0.9,
          language: 'en',
          keyword_set_version: '1.0.0',
          subscription_group_id: message.sender!.group.id,
          consent_change_id: message.consent.changeId,
          received_at: '2026-11-22T12:00:00.000Z',
          decided_at: null,
          decided_by: null,
          reason: null,
        },
      ],
      next_cursor: null,
    });
  });

  it('lists by status and due day, page by page, newest first', async () => {
    await decide(inferred('one'), inferred('two'), inferred('three'));
    const [three] = (await list()).reviews;
    await post(three.id, 'confirm');

    const bodies = async (query: string) => (await list(query)).reviews.map(({ body }: { body: string }) => body);
    expect(await bodies('?status=open')).toEqual(['two', 'one']);
    expect(await bodies('?status=confirmed')).toEqual(['three']);
    expect(await bodies('?due_before=2026-12-07')).toEqual([]);
    expect(await bodies('?due_before=2026-12-08')).toEqual(['three', 'two', 'one']);
    const page = await list('?limit=2');
    expect(page.next_cursor).toBe(page.reviews[1].id);
    expect(await bodies(`?limit=2&cursor=${page.next_cursor}`)).toEqual(['one']);
  });

  it.each(['?status=late', '?due_before=soon', '?limit=0', '?cursor=x'])('refuses %s', async (query) => {
    expect((await app.request('GET', `/admin/reviews${query}`)).status).toBe(400);
  });

  it('confirms without touching the consent', async () => {
    await decide(inferred());
    const [{ id }] = (await list()).reviews;

    const answer = await post(id, 'confirm');

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id,
      status: 'confirmed',
      decided_by: KEY,
      decided_at: '2026-11-22T12:00:00.000Z',
    });
    expect(rooms.asked).toEqual([]);
    expect([(await post(id, 'confirm')).status, (await post(id, 'undo')).status]).toEqual([409, 409]);
  });

  it('undoes by asking for the very change, in the name of the key', async () => {
    const message = inferred();
    await decide(message);
    const [{ id }] = (await list()).reviews;

    const answer = await post(id, 'undo', { reason: 'They meant the bus stop.' });

    expect(answer.body).toMatchObject({ status: 'undone', decided_by: KEY, reason: 'They meant the bus stop.' });
    expect(rooms.asked).toEqual([{ changeId: message.consent.changeId, actor: KEY }]);
  });

  it.each(['overtaken', 'gone'] as const)('stays open when the opt-out is %s', async (outcome) => {
    await decide(inferred());
    const [{ id }] = (await list()).reviews;
    rooms.outcome = outcome;

    expect((await post(id, 'undo')).status).toBe(409);

    expect((await list('?status=open')).reviews).toHaveLength(1);
  });

  it('lets only one of two people decide', async () => {
    await decide(inferred());
    const [{ id }] = (await list()).reviews;

    const answers = await Promise.all([post(id, 'undo'), post(id, 'undo'), post(id, 'confirm'), post(id, 'undo')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('knows what it does not know', async () => {
    await decide(inferred());
    const [{ id }] = (await list()).reviews;

    expect((await post('01900000-0000-7000-8000-00000000dead', 'undo')).status).toBe(404);
    expect((await post('nonsense', 'undo')).status).toBe(400);
    expect((await post(id, 'undo', { why: 'x' })).status).toBe(400);
    expect((await post(id, 'undo', { reason: 'a\u0000' })).status).toBe(400);
  });

  it('exports what was decided, and only that, as one JSON object per line', async () => {
    const gone = inferred('gone');
    await decide(inferred('stop by later'), inferred('stop texting me'), inferred('open'), gone);
    texts.delete(gone.id);
    const found = (await list()).reviews as { id: string; body: string | null }[];
    for (const { id, body } of found)
      if (body !== 'open') expect((await post(id, body === 'stop texting me' ? 'confirm' : 'undo')).status).toBe(200);

    const answer = await app.request('GET', '/admin/reviews/export');

    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    expect(answer.text.endsWith('\n')).toBe(true);
    expect(
      answer.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { text: 'stop by later', label: 'other', language: 'en', rule: 'intent', decided: 'opt_out' },
      { text: 'stop texting me', label: 'opt_out', language: 'en', rule: 'intent', decided: 'opt_out' },
    ]);
  });

  it('exports more than a page, and nothing when nothing is decided', async () => {
    expect((await app.request('GET', '/admin/reviews/export')).text).toBe('');
    const messages = Array.from({ length: 1001 }, (_, index) => inferred(`text ${index}`));
    await decide(...messages);
    await app.rows(`update review set status = 'confirmed', decided_at = now(), decided_by = 'key'`);

    const lines = (await app.request('GET', '/admin/reviews/export')).text.trim().split('\n');

    expect(new Set(lines).size).toBe(1001);
  });
});
