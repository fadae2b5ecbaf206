import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import type { RecordedMessage } from '../../src/contracts/inbound/6-event-recorded.event.js';
import { CampaignReader } from '../../src/contracts/readers/campaign.reader.js';
import { ReplyTemplates } from '../../src/contracts/readers/reply-templates.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { aGroup, aMessage } from '../builders/recorded-message.js';
import { bootModule, type TestApp } from '../support/app.js';

const EVENT = 'sms_response_Promo_custom';
const GROUP = aGroup();

describe('campaigns', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await bootModule({
      imports: [CampaignsModule],
      providers: [
        {
          provide: ReplyTemplates,
          useValue: { check: (text: string) => (text.includes('{{') ? 'The template cannot be read.' : null) },
        },
        {
          provide: SenderReader,
          useValue: {
            groups: (_work: unknown, _workspaceId: string, ids: readonly string[]) =>
              Promise.resolve(new Map(ids.filter((id) => id === GROUP.id).map((id) => [id, GROUP]))),
          },
        },
      ],
    });
  });
  afterAll(() => app.close());
  beforeEach(() => app.rows('truncate campaign'));

  const body = (changes: object = {}) => ({
    name: 'Coupons',
    subscription_group_id: GROUP.id,
    trigger: { event: EVENT, message_body: 'COUPONS' },
    reply: 'Ten percent off.',
    ...changes,
  });
  const post = (changes: object = {}) => app.request('POST', '/admin/campaigns', { body: body(changes) });
  const patch = (id: string, changes: object) => app.request('PATCH', `/admin/campaigns/${id}`, { body: changes });
  const saying = (saying: string): RecordedMessage =>
    aMessage({
      saying,
      changes: { customEvent: { event: { id: 'event', name: EVENT, brazeId: 'x' }, reason: 'recorded' } },
    });
  const replies = (...messages: RecordedMessage[]) =>
    app.work(async (work) => {
      const found = await app.app.get(CampaignReader).replyFor(work, messages);
      return messages.map(({ id }) => found.get(id)?.text ?? null);
    });

  it('stores a campaign and shows it, alone and in the list, newest first', async () => {
    const first = await post();
    const second = await post({ name: 'Win', trigger: { category: 'other', body_regex: '^win' } });

    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.any(String),
      name: 'Coupons',
      subscription_group_id: GROUP.id,
      trigger: { event: EVENT, category: null, custom_category: null, message_body: 'coupons', body_regex: null },
      reply: 'Ten percent off.',
      active_from: null,
      active_until: null,
      created_at: '2026-11-22T12:00:00.000Z',
      updated_at: '2026-11-22T12:00:00.000Z',
    });
    expect((await app.request('GET', `/admin/campaigns/${first.body.id}`)).body).toEqual(first.body);
    const page = await app.request('GET', `/admin/campaigns?limit=1&subscription_group_id=${GROUP.id}`);
    expect(page.body).toEqual({ campaigns: [second.body], next_cursor: second.body.id });
    const rest = await app.request('GET', `/admin/campaigns?cursor=${page.body.next_cursor}`);
    expect(rest.body).toEqual({ campaigns: [first.body], next_cursor: null });
  });

  it.each<[string, object, string]>([
    ['no reply', { reply: undefined }, 'reply'],
    ['a reply that is no template', { reply: 'Hello {{' }, 'reply'],
    ['a long reply', { reply: 'x'.repeat(301) }, 'reply'],
    ['a group of nobody', { subscription_group_id: '01900000-0000-7000-8000-00000000dead' }, 'subscription_group_id'],
    ['no trigger', { trigger: undefined }, 'trigger'],
    ['a trigger that is a list', { trigger: [] }, 'trigger'],
    ['an unknown field of the trigger', { trigger: { event: EVENT, body: 'x' } }, 'trigger.body'],
    ['a bad expression', { trigger: { category: 'other', body_regex: '(' } }, 'trigger.body_regex'],
    ['a category with a duty of its own', { trigger: { category: 'opt_out', message_body: 'x' } }, 'trigger.category'],
    ['an end before the beginning', { active_from: '2027-01-02', active_until: '2027-01-01' }, 'active_until'],
    ['a time that is none', { active_from: 'tomorrow' }, 'active_from'],
    ['a week', { active_from: '2026-W48' }, 'active_from'],
    ['half a character', { reply: 'a\ud83c' }, 'reply'],
    ['an unknown field', { colour: 'red' }, 'colour'],
  ])('refuses %s by name', async (_label, changes, field) => {
    const answer = await post(changes);

    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(`'${field}'`)]);
    expect(await app.rows('select 1 from campaign')).toEqual([]);
  });

  it('refuses the same trigger at the same time, naming the other campaign, and allows it afterwards', async () => {
    const { id } = (await post({ active_until: '2026-12-01T00:00:00Z' })).body;

    const clashing = await post({ name: 'Again', trigger: { event: EVENT, message_body: ' coupons ' } });
    const later = await post({ name: 'December', active_from: '2026-12-01T00:00:00Z' });

    expect([clashing.status, clashing.body.message]).toEqual([400, expect.stringContaining(id)]);
    expect(clashing.body.message).toContain(`'trigger'`);
    expect(later.status).toBe(201);
    expect((await patch(later.body.id, { active_from: null })).status).toBe(400);
  });

  it('lets only one of two operators take a trigger at the same time', async () => {
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => post({ name })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
  });

  it('refuses a name that is taken', async () => {
    await post();

    const answer = await post({ trigger: { category: 'custom' } });

    expect([answer.status, answer.body.message]).toEqual([400, `'name' is already used by another campaign`]);
  });

  it('changes what is given and nothing else', async () => {
    const created = (await post({ active_until: '2026-12-01T00:00:00Z' })).body;
    app.clock.advance(1000);

    const changed = await patch(created.id, { reply: 'Twenty percent off.', active_until: null });

    expect(changed.body).toEqual({
      ...created,
      reply: 'Twenty percent off.',
      active_until: null,
      updated_at: '2026-11-22T12:00:01.000Z',
    });
    expect((await patch(created.id, { subscription_group_id: GROUP.id })).status).toBe(400);
    expect((await patch('01900000-0000-7000-8000-00000000dead', {})).status).toBe(404);
    expect((await app.request('GET', '/admin/campaigns/nonsense')).status).toBe(400);
  });

  it('can end a campaign whose event is not recorded any more because the group was renamed', async () => {
    const { id } = (await post()).body;
    await app.rows(`update campaign set trigger_event = 'sms_response_Old_custom'`);

    expect((await patch(id, { active_until: '2026-11-22T13:00:00Z' })).status).toBe(200);
  });

  it('answers a batch with the campaigns of its groups in one statement', async () => {
    await post();
    await post({ name: 'Win', trigger: { category: 'other', body_regex: '^win' }, reply: 'Good luck.' });
    await post({ name: 'Over', trigger: { event: EVENT, message_body: 'old' }, active_until: '2026-11-22T12:00:00Z' });
    const elsewhere = saying('coupons');
    const otherGroup = { ...elsewhere.sender!, group: aGroup({ id: '01900000-0000-7000-8000-00000000beef' }) };

    const found = await replies(saying('Coupons'), saying('win 7'), saying('old'), saying('hello'), saying('coupons'), {
      ...elsewhere,
      sender: otherGroup,
    });

    expect(found).toEqual(['Ten percent off.', 'Good luck.', null, null, 'Ten percent off.', null]);
  });
});
