import { bootHark, type TestHark } from '../support/hark.js';

/** What both the road and the explanation say of a text. */
interface Course {
  readonly category: string;
  readonly rule: string;
  readonly created: boolean;
  readonly consent: readonly [effect: string, before: string, after: string];
  readonly event: string | null;
  readonly reply: string | null;
  readonly why: string;
}

describe('an explanation', () => {
  let hark: TestHark;
  let last = 0;
  const somebody = () => `+1212555${String((last += 1)).padStart(4, '0')}`;
  /** Address by policy and kind; short codes with and without activated keywords. */
  const addresses = new Map<string, string>();

  beforeAll(async () => {
    hark = await bootHark();
    const twilio = /twilio\/(\w+)/.exec(hark.inboundPath)![1];
    for (const [index, policy] of (['safe', 'braze', 'adobe'] as const).entries()) {
      const group = await hark.request('POST', '/admin/subscription_groups', {
        body: { name: policy, policy, default_reply: 'Thanks for writing.' },
      });
      for (const [kind, address, activated] of [
        ['long_code', `+1646555010${index}`, true],
        ['toll_free', `+1833555010${index}`, true],
        ['short_code', `7000${index}`, true],
        ['short_code', `7100${index}`, false],
      ] as const) {
        addresses.set(`${policy} ${kind}${activated ? '' : ' off'}`, address);
        const sender = { address, kind, connection_id: twilio, subscription_group_id: group.body.id };
        const made = await hark.request('POST', '/admin/senders', {
          body: { ...sender, keywords_activated: activated },
        });
        expect(made.status).toBe(201);
      }
    }
  });
  afterAll(() => hark.close());

  async function explained(from: string, sender: string, text: string): Promise<Course> {
    const { body } = await hark.request('POST', '/admin/explain', { body: { text, sender, from } });
    const { effect, before, after } = body.would.consent;
    return {
      ...{ category: body.category, rule: body.rule, created: body.would.create_profile },
      ...{ consent: [effect, before, after], event: body.would.custom_event, reply: body.would.reply?.body ?? null },
      why: body.trace.reply.reason,
    };
  }

  async function travelled(from: string, to: string, text: string): Promise<Course> {
    await hark.text(from, text, { to });
    const { category, rule, profile, custom_event, reply, trace } = await hark.lastText(from);
    const { effect, before, after } = trace.consent;
    return {
      ...{ category, rule, created: profile?.created ?? false },
      ...{ consent: [effect, before, after], event: custom_event?.name ?? null, reply: reply?.body ?? null },
      why: trace.reply.reason,
    };
  }

  const addressKinds = ['safe', 'braze', 'adobe'].flatMap((policy) =>
    ['long_code', 'toll_free', 'short_code', 'short_code off'].map((kind) => `${policy} ${kind}`),
  );
  // A stranger writes, joins, asks, chats, is suspected, leaves, and comes back.
  const CONVERSATION = ['hello', 'HELP', 'goodbye', 'START', 'info', 'what is new', 'Stpo', 'STOP', 'help', 'YES'];

  it.each(addressKinds)('says beforehand what the road then does: %s', async (kind) => {
    const [from, address] = [somebody(), addresses.get(kind)!];
    for (const text of CONVERSATION) {
      // The clock of the test moves with every text; the explanation is asked at the instant of the text before.
      hark.clock.advance(120_000);
      const foreseen = await explained(from, address, text);

      expect([text, await travelled(from, address, text)]).toEqual([text, foreseen]);
    }
  });

  it('knows what the provider and the network answer themselves', async () => {
    const why = async (kind: string, text: string) => (await explained(somebody(), addresses.get(kind)!, text)).why;

    expect(await why('safe long_code', 'STOP')).toBe('answered_by_provider');
    expect(await why('safe toll_free', 'STOP')).toBe('answered_by_network');
    expect(await why('safe toll_free', 'HELP')).toBe('answered_by_provider');
    expect(await why('safe short_code', 'STOP')).toBe('queued');
    expect(await why('safe long_code', 'please stop')).toBe('queued');
  });
});
