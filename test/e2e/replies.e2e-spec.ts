import { EventRecorded, type RecordedMessage } from '../../src/contracts/inbound/6-event-recorded.event.js';
import { type AnsweredMessage, ReplyQueued } from '../../src/contracts/inbound/7-reply-queued.event.js';
import { CampaignReader } from '../../src/contracts/readers/campaign.reader.js';
import { DoubleOptInPromptReader } from '../../src/contracts/readers/double-opt-in-prompt.reader.js';
import { GroupSenderReader } from '../../src/contracts/readers/group-sender.reader.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { type ProfileFields, ProfileFieldsReader } from '../../src/contracts/readers/profile-fields.reader.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { createLogger } from '../../src/kernel/logging/logger.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import { readPersonPhone } from '../../src/phone/phone-rules.js';
import { RepliesModule } from '../../src/replies/replies.module.js';
import { v7 } from 'uuid';
import { aSender } from '../builders/messages.js';
import { aGroup, ALICE, aMessage, type MessageWishes } from '../builders/recorded-message.js';
import { bootModule, type TestApp } from '../support/app.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const BOB = '+14155550123';
/** A number of a country without quiet hours. */
const CAROL = '+447700900123';
const STOP = { category: 'opt_out', consent: { after: 'unsubscribed', effect: 'changed', reason: 'opt_out' } } as const;
const CONFIRMATION = 'Promo: You are unsubscribed and will get no more messages. Reply START to subscribe again.';

/** Everybody is called Alice, and it is counted how often somebody asks. */
class FieldsOfTest extends ProfileFieldsReader {
  static asked = 0;

  override fieldsOf(_work: unknown, _workspaceId: string, brazeIds: readonly string[]) {
    FieldsOfTest.asked += 1;
    const alice: ProfileFields = { standard: { first_name: 'Alice' }, custom: {} };
    return Promise.resolve(new Map(brazeIds.map((brazeId) => [brazeId, alice])));
  }
}

interface OutboundAnswer {
  readonly outbound_messages: { readonly id: string; readonly to: string; readonly body: string }[];
  readonly next_cursor: string | null;
}

describe('replies', () => {
  let app: TestApp;
  const log: string[] = [];

  beforeAll(async () => {
    app = await bootModule({
      imports: [RepliesModule],
      providers: [
        { provide: PhoneReader, useValue: { readPersonPhone } },
        { provide: ProfileFieldsReader, useClass: FieldsOfTest },
        { provide: GroupSenderReader, useValue: {} },
        { provide: DoubleOptInPromptReader, useValue: {} },
        { provide: CampaignReader, useValue: { replyFor: () => Promise.resolve(new Map()) } },
      ],
      logger: createLogger('debug', { write: (line) => log.push(line) }),
    });
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    await app.rows('truncate outbound_message, outbox');
    app.clock.set(new Date('2026-11-22T12:00:00.000Z'));
    app.app.get(Metrics).registry.resetMetrics();
    log.length = 0;
  });

  const answer = (...messages: RecordedMessage[]): Promise<readonly AnsweredMessage[]> =>
    app.work(async (work) => (await app.dispatcher.run(new EventRecorded(work, messages), ReplyQueued)).messages);

  /** A message that arrives at this very moment of the test's clock. */
  const arriving = (wishes: MessageWishes = STOP, changes: Partial<RecordedMessage> = {}) =>
    aMessage({ ...wishes, changes: { receivedAt: app.clock.now(), replyVia: 'api', ...wishes.changes, ...changes } });

  /** How often somebody was called for a reason, since the metrics were last reset. */
  const alerts = async (reason: string) => {
    const metric = await app.app.get(Metrics).registry.getSingleMetric('hark_replies_not_as_configured_total')!.get();
    return metric.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
  };

  const reasons = (messages: readonly AnsweredMessage[]) => messages.map(({ replyReason }) => replyReason);

  it('puts an answer that leaves by the API into the outbox', async () => {
    const message = arriving();

    const [answered] = await answer(message);

    const { reply } = answered!;
    expect(reply).toMatchObject({ kind: 'opt_out', via: 'api' });
    expect(reply!.text.reveal()).toBe(CONFIRMATION);
    expect(await app.rows('select * from outbound_message')).toEqual([
      {
        workspace_id: app.workspaceId,
        id: reply!.id,
        inbound_message_id: message.id,
        kind: 'opt_out',
        connection_id: message.connectionId,
        to_number: ALICE,
        from_address: '+14155550100',
        subscription_group_id: message.sender!.group.id,
        body: CONFIRMATION,
        via: 'api',
        status: 'queued',
        provider_message_id: null,
        error_code: null,
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
      },
    ]);
    expect(await app.rows('select workspace_id, topic, payload, attempts, next_attempt_at from outbox')).toEqual([
      {
        workspace_id: app.workspaceId,
        topic: 'send_message',
        payload: { outbound_message_id: reply!.id, workspace_id: app.workspaceId },
        attempts: 0,
        next_attempt_at: app.clock.now(),
      },
    ]);
  });

  it('gives an answer that leaves in the response no row in the outbox', async () => {
    const [answered] = await answer(arriving(STOP, { replyVia: 'response' }));

    expect(answered).toMatchObject({ reply: { via: 'response' }, replyReason: 'queued' });
    expect(await app.rows('select via, status from outbound_message')).toEqual([
      { via: 'response', status: 'answered' },
    ]);
    expect(await app.rows('select 1 from outbox')).toEqual([]);
  });

  it('answers a batch in its order, each text by its own meaning', async () => {
    const answered = await answer(
      arriving({ category: 'help', from: ALICE }),
      arriving({ category: 'other', from: ALICE }),
      arriving({ category: 'custom', from: BOB, changes: { configuredReply: 'Ten percent' } }),
      arriving({ ...STOP, from: BOB, language: 'de' }),
    );

    expect(answered.map(({ reply, replyReason }) => reply?.kind ?? replyReason)).toEqual([
      'help',
      'no_reply_for_other',
      'custom',
      'opt_out',
    ]);
    expect(answered[3]!.reply!.text.reveal()).toContain('Sie sind abgemeldet');
    expect(await app.rows('select count(*)::int from outbox')).toEqual([{ count: 3 }]);
  });

  it('answers one text once, for ever', async () => {
    const message = arriving();
    await answer(message);
    app.clock.advance(2 * MINUTE);

    const [again] = await answer(message);

    expect(again).toMatchObject({ reply: null, replyReason: 'already_answered' });
    expect(await app.rows('select count(*)::int from outbound_message')).toEqual([{ count: 1 }]);
    expect(await app.rows('select count(*)::int from outbox')).toEqual([{ count: 1 }]);
  });

  it('confirms twenty identical STOPs of one batch once', async () => {
    const answered = await answer(...Array.from({ length: 20 }, () => arriving()));

    expect(reasons(answered)).toEqual(['queued', ...Array<string>(19).fill('repeated_text')]);
    expect(await app.rows('select count(*)::int from outbound_message')).toEqual([{ count: 1 }]);
  });

  it('confirms twenty identical STOPs, one a minute, five times in the hour', async () => {
    const seen: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      seen.push(...reasons(await answer(arriving())));
      app.clock.advance(MINUTE);
    }

    expect(seen).toEqual([...Array<string>(5).fill('queued'), ...Array<string>(15).fill('loop_guard')]);

    app.clock.advance(41 * MINUTE);
    expect(reasons(await answer(arriving()))).toEqual(['queued']);
  });

  it('counts the hour over all kinds, and per number', async () => {
    const kinds = ['help', 'opt_out', 'opt_in', 'custom', 'suspected_opt_out', 'help'] as const;
    const seen: string[] = [];
    for (const category of kinds) {
      const consent = category === 'opt_in' ? ({ effect: 'changed', after: 'subscribed' } as const) : {};
      seen.push(
        ...reasons(
          await answer(
            arriving({
              category,
              from: CAROL,
              consent,
              changes: { configuredReply: category === 'custom' ? 'Ten' : null },
            }),
          ),
        ),
      );
      app.clock.advance(2 * MINUTE);
    }

    expect(seen).toEqual(['queued', 'queued', 'queued', 'queued', 'queued', 'loop_guard']);
    expect(reasons(await answer(arriving({ ...STOP, from: BOB })))).toEqual(['queued']);
  });

  it('asks about a suspicion once a day', async () => {
    const suspicion = () => arriving({ category: 'suspected_opt_out', from: CAROL, consent: { reason: 'clarify' } });

    const first = reasons(await answer(suspicion()));
    app.clock.advance(5 * 60 * MINUTE);
    const second = reasons(await answer(suspicion()));
    app.clock.advance(20 * 60 * MINUTE);

    expect([first, second, reasons(await answer(suspicion()))]).toEqual([['queued'], ['asked_already'], ['queued']]);
  });

  it('answers free text once a day and group', async () => {
    const group = aGroup({ defaultReply: 'Hi {{first_name}}, we call you back.' });
    const free = (sender = aSender({ group })) => arriving({ category: 'other', from: CAROL, changes: { sender } });

    const [first] = await answer(free());
    app.clock.advance(20 * 60 * MINUTE);
    const again = reasons(await answer(free(), free(aSender({ group: { ...group, id: v7() } }))));
    app.clock.advance(5 * 60 * MINUTE);

    expect(first).toMatchObject({ reply: { kind: 'default' }, replyReason: 'queued' });
    expect(first!.reply!.text.reveal()).toBe('Hi Alice, we call you back.');
    expect([again, reasons(await answer(free()))]).toEqual([['default_reply_sent', 'queued'], ['queued']]);
  });

  describe('at night', () => {
    const PARIS = '+33612345678';
    const MORNING = new Date('2026-11-23T07:00:00.000Z');
    const sender = aSender({ group: aGroup({ defaultReply: 'We call you back.' }) });
    const free = (replyVia: 'api' | 'response') =>
      arriving({ category: 'other', from: PARIS, changes: { sender, replyVia } });
    const suspicion = (replyVia: 'api' | 'response') =>
      arriving({ category: 'suspected_opt_out', from: PARIS, consent: { reason: 'clarify' }, changes: { replyVia } });
    const due = () => app.rows('select next_attempt_at from outbox');

    beforeEach(async () => {
      await app.rows('truncate clarification');
      app.clock.set(new Date('2026-11-23T02:00:00.000Z'));
    });

    it('keeps the default reply until the morning, or drops what could only travel now', async () => {
      expect(await answer(free('response'))).toMatchObject([
        { reply: null, replyReason: 'quiet_hours', quietHours: { place: 'FR', opensAt: MORNING } },
      ]);
      expect(await app.rows('select 1 from outbound_message')).toEqual([]);
      expect(await answer(free('api'))).toMatchObject([{ reply: { via: 'api' }, replyReason: 'quiet_hours' }]);
      expect(await due()).toEqual([{ next_attempt_at: MORNING }]);
    });

    it('puts a question in the morning, and gives a day from then on', async () => {
      const [asked] = await answer(suspicion('response'));

      expect(asked).toMatchObject({ reply: { via: 'api', kind: 'suspected_opt_out' }, replyReason: 'quiet_hours' });
      expect(await due()).toEqual([{ next_attempt_at: MORNING }]);
      expect(await app.rows('select asked_at, expires_at, suspected_at from clarification')).toEqual([
        { asked_at: MORNING, expires_at: new Date('2026-11-24T07:00:00.000Z'), suspected_at: asked!.occurredAt },
      ]);
    });

    it('confirms STOP and answers HELP and keywords at once', async () => {
      const answered = await answer(
        arriving({ ...STOP, from: PARIS }),
        arriving({ category: 'help', from: PARIS }),
        arriving({ category: 'custom', from: PARIS, changes: { configuredReply: 'Ten percent' } }),
      );

      expect(reasons(answered)).toEqual(['queued', 'queued', 'queued']);
    });
  });

  it('looks people up once for a batch, and only when a reply speaks of them', async () => {
    const saying = (configuredReply: string, from: string) =>
      arriving({ category: 'custom', from, changes: { configuredReply } });
    FieldsOfTest.asked = 0;

    await answer(saying('Ten percent', ALICE), saying('{{sms.${inbound_message_body}}}', BOB), arriving());
    const withoutPeople = FieldsOfTest.asked;
    const answered = await answer(saying('Hi {{${first_name}}}', ALICE), saying('Dear {{first_name}}', BOB));

    expect([withoutPeople, FieldsOfTest.asked]).toEqual([0, 1]);
    expect(answered.map(({ reply }) => reply!.text.reveal())).toEqual(['Hi Alice', 'Dear Alice']);
  });

  it('says the built-in words when a template fails, and calls somebody', async () => {
    const endless = '{% for i in (1..100000000) %}x{% endfor %}';
    const broken = { configuredReply: endless, configuredReplyLanguage: 'en' };

    const answered = await answer(
      arriving({ ...STOP, changes: broken }),
      arriving({ category: 'help', from: BOB, changes: { ...broken, configuredReply: '{{ open' } }),
      arriving({ category: 'custom', from: '+14155550124', changes: broken }),
    );

    expect(answered.map(({ reply, replyReason }) => [reply?.text.reveal() ?? null, replyReason])).toEqual([
      [CONFIRMATION, 'template_failed'],
      [expect.stringContaining('This number texts its subscribers'), 'template_failed'],
      [null, 'template_failed'],
    ]);
    expect(log.filter((line) => line.includes('template_failed'))).toHaveLength(3);
  });

  it('keeps silent where a template comes out empty', async () => {
    const wishes = { category: 'custom', changes: { configuredReply: '{% if city %}Hei{% endif %}' } } as const;

    expect(await answer(arriving(wishes))).toMatchObject([{ reply: null, replyReason: 'template_blank' }]);
  });

  it('says the built-in words where a template comes out empty and an answer is owed', async () => {
    const changes = { configuredReply: '{{${nickname}}}', configuredReplyLanguage: 'en' };
    const answered = await answer(arriving({ ...STOP, changes }), arriving({ category: 'help', from: BOB, changes }));

    expect(answered.map(({ reply, replyReason }) => [reply?.text.reveal(), replyReason])).toEqual([
      [CONFIRMATION, 'template_blank'],
      [expect.stringContaining('This number texts its subscribers'), 'template_blank'],
    ]);
  });

  it('calls nobody for a rehearsal', async () => {
    const waited = arriving(STOP, { receivedAt: new Date(app.clock.now().getTime() - 6 * MINUTE) });
    const rehearsed = await app.app
      .get(Transactions)
      .rehearse((work) => app.dispatcher.run(new EventRecorded(work, [waited]), ReplyQueued));

    expect(reasons(rehearsed.messages)).toEqual(['too_late']);
    expect(log).toEqual([]);
    expect(await alerts('too_late')).toBe(0);
  });

  it('answers ARRET in French in Canada, whatever the group wrote', async () => {
    const inEnglish = { configuredReply: 'Bye.', configuredReplyLanguage: 'en' };
    const answered = await answer(
      arriving({ ...STOP, language: 'fr', from: '+15145550123', changes: inEnglish }),
      arriving({ ...STOP, language: 'fr', from: BOB, changes: inEnglish }),
    );

    expect(answered.map(({ reply }) => reply!.text.reveal())).toEqual([
      expect.stringContaining('désabonnement enregistré'),
      'Bye.',
    ]);
  });

  it('does not confirm a STOP that waited too long, and calls somebody', async () => {
    const waited = arriving(STOP, { receivedAt: new Date(app.clock.now().getTime() - 6 * MINUTE) });

    expect(reasons(await answer(waited))).toEqual(['too_late']);
    expect(log.join('')).toContain(waited.id);
    expect(await alerts('too_late')).toBe(1);
    expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'warn', reason: 'too_late', inbound_message_id: waited.id }),
    ]);
  });

  it('leaves nothing behind when the batch is rolled back', async () => {
    const failing = app.work(async (work) => {
      await app.dispatcher.run(new EventRecorded(work, [arriving()]), ReplyQueued);
      throw new Error('a later stage failed');
    });

    await expect(failing).rejects.toThrow('a later stage failed');
    expect(await app.rows('select 1 from outbound_message union all select 1 from outbox')).toEqual([]);
  });

  it('writes neither numbers nor texts into the log', async () => {
    for (let n = 0; n < 7; n += 1) {
      await answer(arriving({ ...STOP, saying: 'STOP you fools' }));
      app.clock.advance(MINUTE);
    }

    expect(log.length).toBeGreaterThan(0);
    expect(log.join('')).not.toMatch(/9173337578|fools|unsubscribed/);
  });

  it('takes an empty batch', async () => {
    expect(await answer()).toEqual([]);
  });

  describe('GET /admin/outbound_messages', () => {
    const list = async (query = '') =>
      (await app.request('GET', `/admin/outbound_messages${query}`)).body as OutboundAnswer;

    it('shows every field of an answer', async () => {
      const message = arriving();
      const [answered] = await answer(message);

      expect(await list()).toEqual({
        outbound_messages: [
          {
            id: answered!.reply!.id,
            to: ALICE,
            from: '+14155550100',
            body: CONFIRMATION,
            kind: 'opt_out',
            status: 'queued',
            provider_message_id: null,
            error_code: null,
            inbound_message_id: message.id,
            created_at: '2026-11-22T12:00:00.000Z',
          },
        ],
        next_cursor: null,
      });
    });

    it('pages from the newest to the oldest without gap or repeat, with and without a number', async () => {
      for (let n = 0; n < 5; n += 1) {
        await answer(arriving({ category: 'help', from: ALICE }), arriving({ category: 'help', from: BOB }));
        app.clock.advance(2 * MINUTE);
      }
      const pages = async (query: string) => {
        const ids: string[] = [];
        let cursor: string | null = null;
        do {
          const page: OutboundAnswer = await list(`?limit=2${query}${cursor === null ? '' : `&cursor=${cursor}`}`);
          ids.push(...page.outbound_messages.map(({ id }) => id));
          cursor = page.next_cursor;
        } while (cursor !== null);
        return ids;
      };
      const stored = async (condition: string) =>
        (await app.rows<{ id: string }>(`select id from outbound_message where ${condition} order by id desc`)).map(
          ({ id }) => id,
        );

      expect(await pages('')).toEqual(await stored('true'));
      expect(await pages(`&to=${encodeURIComponent(BOB)}`)).toEqual(await stored(`to_number = '${BOB}'`));
    });

    it.each(['%2B14155550123', '+14155550123', '14155550123'])('finds a number written as %s', async (to) => {
      await answer(arriving({ ...STOP, from: BOB }), arriving());

      expect((await list(`?to=${to}`)).outbound_messages.map((message) => message.to)).toEqual([BOB]);
    });

    it.each(['to=Bob', 'to=%2B1', 'limit=0', 'limit=x', 'limit=501', 'cursor=nope'])('refuses %s', async (query) => {
      expect((await app.request('GET', `/admin/outbound_messages?${query}`)).status).toBe(400);
    });
  });
});
