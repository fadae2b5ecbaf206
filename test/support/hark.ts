import { createApplication } from '../../src/application.js';
import { Config } from '../../src/config/config.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { createLogger, type Logger } from '../../src/kernel/logging/logger.js';
import { FirstStart } from '../../src/workspaces/first-start.js';
import { FixedClock, TEST_SECRET_KEY, type TestApp, testApp } from './app.js';
import { createTestDatabase } from './database.js';
import { messageSid, postSigned, TWILIO_ACCOUNT, twilioForm } from './twilio.js';

/** The key every test client uses. */
export const TEST_API_KEY = 'test-key-with-every-permission';

/** A whole Hark with a Twilio connection and the group of the contract's cases. */
export interface TestHark extends TestApp {
  /** Group `Promo` of the contract's cases, sender short code 55555. */
  readonly promo: string;
  /** A second group, sender short code 66666. */
  readonly news: string;
  readonly inboundPath: string;
  /** Sends a signed text. @returns the reply inside the TwiML, or null */
  text(from: string, body: string, options?: { to?: string; sid?: string }): Promise<string | null>;
  /** The newest text from a number as the management API shows it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  lastText(from: string): Promise<any>;
  /** State of a number in a group, as the compatible API tells it. */
  status(groupId: string, number: string): Promise<string>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  exportBy(query: object): Promise<any[]>;
}

/** Boots the whole product in this process on a database of its own. The clock moves three seconds with every text. */
export async function bootHark(
  given: { config?: Partial<Config>; logger?: Logger; databaseUrl?: string } = {},
): Promise<TestHark> {
  const database = given.databaseUrl === undefined ? await createTestDatabase() : null;
  const clock = new FixedClock(new Date('2026-11-22T12:00:00.000Z'));
  const config = Object.assign(new Config(), { HARK_API_KEY: TEST_API_KEY, HARK_SAMPLE_DATA: true, ...given.config });
  const app = await createApplication({
    config,
    databaseUrl: database?.url ?? given.databaseUrl!,
    secretKey: TEST_SECRET_KEY,
    logger: given.logger ?? createLogger('silent'),
    clock,
  });
  await app.get(FirstStart).prepare();
  await app.listen(0, '127.0.0.1');
  const [workspace] = await app
    .get(Transactions)
    .run((work) => work.rows<{ id: string }>(`select id from workspace where name = 'default'`));
  const base = await testApp(app, clock, workspace?.id ?? '', { authorization: `Bearer ${TEST_API_KEY}` }, async () =>
    database?.drop(),
  );
  const { promo, news, connectionId } = await furnish(base);
  const inboundPath = `/webhooks/twilio/${connectionId}/inbound`;
  return {
    ...base,
    promo,
    news,
    inboundPath,
    text: async (from, body, { to = '55555', sid = messageSid() } = {}) => {
      clock.advance(3000);
      const answer = await postSigned(base.url, inboundPath, twilioForm({ from, to, body, sid }));
      if (answer.status !== 200) throw new Error(`The text was answered ${answer.status}`);
      return /<Message[^>]*>(.*?)<\/Message>/s.exec(answer.text)?.[1] ?? null;
    },
    lastText: async (from) =>
      (await base.request('GET', `/admin/inbound_messages?limit=1&from=${encodeURIComponent(from)}`)).body
        .inbound_messages[0],
    status: async (groupId, number) => {
      const query = `subscription_group_id=${groupId}&phone=${encodeURIComponent(number)}`;
      const answer = await base.request('GET', `/subscription/status/get?${query}`);
      return answer.body.status[number] as string;
    },
    exportBy: async (query) => (await base.request('POST', '/users/export/ids', { body: query })).body.users,
  };
}

/** Makes the connection, the groups and the senders of the contract's cases. */
async function furnish(hark: TestApp): Promise<{ promo: string; news: string; connectionId: string }> {
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await hark.request('POST', path, { body });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body.id as string;
  };
  const existing = await hark.request('GET', '/admin/subscription_groups');
  const found = (existing.body.subscription_groups as { id: string; name: string }[]).find(
    ({ name }) => name === 'Promo',
  );
  if (found !== undefined) {
    const connections = (await hark.request('GET', '/admin/connections')).body.connections as {
      id: string;
      name: string;
    }[];
    const news = (existing.body.subscription_groups as { id: string; name: string }[]).find(
      ({ name }) => name === 'News',
    );
    return {
      promo: found.id,
      news: news?.id ?? '',
      connectionId: connections.find(({ name }) => name === 'Twilio')?.id ?? '',
    };
  }
  const connectionId = await make('/admin/connections', {
    name: 'Twilio',
    provider: 'twilio',
    credentials: TWILIO_ACCOUNT,
  });
  const promo = await make('/admin/subscription_groups', { name: 'Promo', languages: ['en', 'fr'] });
  const news = await make('/admin/subscription_groups', { name: 'News' });
  for (const [address, group] of [
    ['55555', promo],
    ['66666', news],
  ] as const)
    await make('/admin/senders', {
      address,
      kind: 'short_code',
      connection_id: connectionId,
      subscription_group_id: group,
      keywords_activated: true,
    });
  const keywords = await hark.request('PUT', `/admin/subscription_groups/${promo}/keywords`, {
    body: { categories: [{ category: 'custom', name: 'coupons', keywords: ['COUPONS'], reply: 'Ten percent off.' }] },
  });
  if (keywords.status !== 200) throw new Error(`keywords: ${keywords.status} ${keywords.text}`);
  return { promo, news, connectionId };
}
