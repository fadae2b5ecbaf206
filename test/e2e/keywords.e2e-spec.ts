import { InboundNormalised } from '../../src/contracts/inbound/2-inbound-normalised.event.js';
import { type ClassifiedMessage, InboundClassified } from '../../src/contracts/inbound/3-inbound-classified.event.js';
import type { GroupOnRoad } from '../../src/contracts/inbound/sender.js';
import { InboundTextReader } from '../../src/contracts/readers/inbound-text.reader.js';
import { ReplyTemplates } from '../../src/contracts/readers/reply-templates.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { PACK_VERSION } from '../../src/keywords/classifier/index.js';
import { KeywordsModule } from '../../src/keywords/keywords.module.js';
import { aSender } from '../builders/messages.js';
import { aGroup, aMessage, type MessageWishes } from '../builders/recorded-message.js';
import { bootModule, type TestApp } from '../support/app.js';

/** The groups that exist, as the subscriptions room would answer. */
class GroupsOfTest extends SenderReader {
  readonly known = [
    aGroup(),
    aGroup({ id: '5a2d9f1e-0000-4000-8000-000000000002', policy: 'braze', languages: ['en', 'fr'] }),
    aGroup({ id: '5a2d9f1e-0000-4000-8000-000000000003' }),
  ];

  byAddress(): Promise<ReadonlyMap<string, never>> {
    return Promise.resolve(new Map<string, never>());
  }

  groups(_work: unknown, _workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, GroupOnRoad>> {
    return Promise.resolve(new Map(this.known.filter(({ id }) => ids.includes(id)).map((group) => [group.id, group])));
  }
}

describe('keywords', () => {
  let app: TestApp;
  const [safe, braze, fresh] = new GroupsOfTest().known as [GroupOnRoad, GroupOnRoad, GroupOnRoad];
  const pathOf = (group: Pick<GroupOnRoad, 'id'>) => `/admin/subscription_groups/${group.id}/keywords`;
  const promo = { category: 'custom', name: 'PROMO', keywords: ['PROMO', 'Coupon'], reply: 'Ten percent with A1' };

  beforeAll(async () => {
    app = await bootModule({
      imports: [KeywordsModule],
      providers: [
        { provide: SenderReader, useClass: GroupsOfTest },
        {
          provide: InboundTextReader,
          useValue: { page: () => Promise.resolve({ texts: [], next: null, reached: null }) },
        },
        {
          provide: ReplyTemplates,
          useValue: { check: (text: string) => (text.includes('{{') ? 'It is broken.' : null) },
        },
      ],
    });
  });

  afterAll(() => app.close());

  const put = (categories: unknown, group: Pick<GroupOnRoad, 'id'> = safe) =>
    app.request('PUT', pathOf(group), { body: { categories } });

  async function classify(...wishes: MessageWishes[]): Promise<readonly ClassifiedMessage[]> {
    const { messages } = await app.work((work) =>
      app.dispatcher.run(new InboundNormalised(work, wishes.map(aMessage)), InboundClassified),
    );
    return messages;
  }

  describe('the management API', () => {
    beforeEach(() => app.rows('delete from keyword_set'));

    it('answers null for a group without own keywords', async () => {
      expect(await app.request('GET', pathOf(safe))).toMatchObject({
        status: 200,
        body: { version: null, categories: [] },
      });
    });

    it('stores each change as a version and gives the active one or any other', async () => {
      const help = { category: 'help', language: 'fr', keywords: ['SECOURS'], reply: 'Écrivez à aide@exemple.fr' };

      expect(await put([promo], braze)).toMatchObject({ status: 200, body: { version: 1, categories: [promo] } });
      expect(await put([promo, help], braze)).toMatchObject({
        status: 200,
        body: { version: 2, categories: [promo, help] },
      });

      expect((await app.request('GET', pathOf(braze))).body).toEqual({ version: 2, categories: [promo, help] });
      expect((await app.request('GET', `${pathOf(braze)}?version=1`)).body).toEqual({
        version: 1,
        categories: [promo],
      });
      expect((await app.request('GET', `${pathOf(braze)}?version=3`)).status).toBe(404);
      expect(await app.rows('select version, active, created_by from keyword_set order by version')).toEqual([
        { version: 1, active: false, created_by: '01900000-0000-7000-8000-0000000000aa' },
        { version: 2, active: true, created_by: '01900000-0000-7000-8000-0000000000aa' },
      ]);
    });

    it('takes nulls for absent fields, a category of a reply alone, and an empty set', async () => {
      const given = { category: 'opt_out', name: null, language: null, reply: 'Bye' };

      expect((await put([given])).body).toEqual({
        version: 1,
        categories: [{ category: 'opt_out', keywords: [], reply: 'Bye' }],
      });
      expect((await put([{ category: 'help', keywords: [], reply: null }])).status).toBe(200);
      expect((await put([])).body).toEqual({ version: 3, categories: [] });
    });

    it.each<[string, unknown, string, string]>([
      [
        'a clash with a default word',
        [{ category: 'custom', name: 'X', keywords: ['sale', 'Stop'] }],
        'categories[0].keywords[1]',
        '"Stop"',
      ],
      [
        'a clash between two categories',
        [promo, { category: 'custom', name: 'B', keywords: ['COUPON'] }],
        'categories[1].keywords[0]',
        '"COUPON"',
      ],
      [
        'a clash after normalisation',
        [{ category: 'custom', name: 'X', keywords: ['Hélp'] }],
        'categories[0].keywords[0]',
        '"Hélp"',
      ],
      [
        'a word that is too long',
        [{ category: 'opt_out', keywords: ['x'.repeat(35)] }],
        'categories[0].keywords[0]',
        'xxx',
      ],
      ['a blank word', [{ category: 'opt_out', keywords: [' '] }], 'categories[0].keywords[0]', 'empty'],
      ['a custom category without a name', [{ category: 'custom', keywords: ['SALE'] }], 'categories[0].name', 'name'],
      [
        'a custom category without words',
        [{ category: 'custom', name: 'X', keywords: [] }],
        'categories[0].keywords',
        'keyword',
      ],
      ['an unknown language', [{ category: 'help', language: 'xx', keywords: [] }], 'categories[0].language', '"xx"'],
      ['a word that is no text', [{ ...promo, keywords: ['X1', 7] }], 'categories[0].keywords[1]', 'string'],
      [
        'a prompt that is no template',
        [{ category: 'opt_in', keywords: [], prompt: 'Sure, {{' }],
        'categories[0].prompt',
        'broken',
      ],
      ['a prompt beside the wrong words', [{ ...promo, prompt: 'Sure?' }], 'categories[0].prompt', 'opt_in'],
      ['a null among the words', [promo, { ...promo, keywords: [null] }], 'categories[1].keywords[0]', 'string'],
      ['a word with U+0000', [{ ...promo, keywords: ['A\u0000B'] }], 'categories[0].keywords[0]', 'U+0000'],
      [
        'a language the group does not speak',
        [{ category: 'opt_in', language: 'de', keywords: ['DABEI'] }],
        'categories[0].language',
        '"de" is not enabled',
      ],
      [
        'a request to leave as an opt-in',
        [promo, { category: 'opt_in', keywords: ['JOIN', 'PLEASE STOP'] }],
        'categories[1].keywords[1]',
        '"PLEASE STOP"',
      ],
      [
        'a reply of 301 characters',
        [{ category: 'help', keywords: [], reply: 'x'.repeat(301) }],
        'categories[0].reply',
        '301',
      ],
    ])('refuses %s by path and word, and stores nothing', async (_fault, categories, path, word) => {
      const answer = await put(categories);
      const { message, errors } = answer.body as { message: string; errors: unknown[] };

      expect(answer.status).toBe(400);
      expect(message).toContain(`${path}: `);
      expect(message).toContain(word);
      expect(errors).toContainEqual(expect.objectContaining({ path }));
      expect(await app.rows('select 1 from keyword_set')).toEqual([]);
    });

    it('takes a reply in a language the group does not speak: ARRET is heard everywhere', async () => {
      const farewell = { category: 'opt_out', language: 'fr', keywords: [], reply: 'Au revoir.' };

      expect(await put([farewell])).toMatchObject({ status: 200, body: { categories: [farewell] } });
    });

    it('refuses a word with a blank where the policy has none', async () => {
      const twoWords = [{ category: 'opt_out', keywords: ['NO MORE'] }];

      expect((await put(twoWords, safe)).status).toBe(200);
      expect(await put(twoWords, braze)).toMatchObject({
        status: 400,
        body: { errors: [{ code: 'keyword_has_space' }] },
      });
    });

    it.each<[string, unknown]>([
      ['no object', []],
      ['no categories', {}],
      ['categories that are no list', { categories: promo }],
      ['an unknown category', { categories: [{ category: 'opt-out', keywords: [] }] }],
      ['an unknown field', { categories: [{ ...promo, keyword: ['X'] }] }],
      ['a word that is no text', { categories: [{ ...promo, keywords: [7] }] }],
      ['a word that cannot be stored', { categories: [{ ...promo, keywords: ['A\u0000B'] }] }],
      ['a reply with half a character', { categories: [{ ...promo, reply: 'Hi \ud83d' }] }],
      ['null among the categories', { categories: [null] }],
    ])('refuses %s', async (_fault, body) => {
      expect((await app.request('PUT', pathOf(safe), { body })).status).toBe(400);
    });

    it.each(['5a2d9f1e-0000-4000-8000-00000000dead', 'Marketing'])('knows no group %s', async (id) => {
      expect((await put([promo], { id })).status).toBe(404);
      expect((await app.request('GET', pathOf({ id }))).status).toBe(404);
    });

    it.each(['0', '-1', '1.5', 'one', '99999999999'])('refuses version %s', async (version) => {
      expect((await app.request('GET', `${pathOf(safe)}?version=${version}`)).status).toBe(400);
    });
  });

  describe('on the road', () => {
    it('reads every text of a batch by the rules of its own group', async () => {
      await put([promo, { category: 'opt_out', keywords: [], reply: 'Off the list.' }]);
      await put([{ category: 'help', language: 'fr', keywords: ['SECOURS'], reply: 'Écrivez-nous' }], braze);

      const read = await classify(
        { saying: 'coupon' },
        { saying: 'please stop texting me' },
        { saying: 'START' },
        { saying: 'Secours', changes: { sender: aSender({ group: braze }) } },
        { saying: 'coupon', changes: { sender: aSender({ group: braze }) } },
        { saying: 'see you' },
      );

      expect(
        read.map(({ classification, configuredReply }) => [
          classification.category,
          classification.customCategory,
          configuredReply,
        ]),
      ).toEqual([
        ['custom', 'PROMO', 'Ten percent with A1'],
        ['opt_out', null, 'Off the list.'],
        ['opt_in', null, null],
        ['help', null, 'Écrivez-nous'],
        ['other', null, null],
        ['other', null, null],
      ]);
    });

    it('names the version that decided, and sees a new one with the next batch', async () => {
      const sender = aSender({ group: fresh });
      const versionFor = async (saying: string) => (await classify({ saying, changes: { sender } }))[0]!.classification;

      expect(await versionFor('deal')).toMatchObject({ category: 'other', keywordSetVersion: PACK_VERSION });
      await put([{ category: 'custom', name: 'DEAL', keywords: ['DEAL'] }], fresh);
      expect(await versionFor('deal')).toMatchObject({ category: 'custom', keywordSetVersion: `${PACK_VERSION}+1` });
      await put([promo], fresh);
      expect(await versionFor('deal')).toMatchObject({ category: 'other', keywordSetVersion: `${PACK_VERSION}+2` });
    });

    it('cannot route what reaches none of our addresses, or one that receives nothing', async () => {
      const [stranger, name] = await classify(
        { saying: 'STOP', changes: { sender: null } },
        { saying: 'STOP', changes: { sender: aSender({ kind: 'alphanumeric', address: 'BRAND' }) } },
      );

      expect(stranger).toMatchObject({
        classification: { category: 'unroutable', rule: 'unknown-sender' },
        configuredReply: null,
        configuredReplyLanguage: null,
        configuredPrompt: null,
      });
      expect(name).toMatchObject({ classification: { category: 'unroutable', rule: 'sender-cannot-receive' } });
    });

    it('hears STOP in a group whose stored words clash with its languages of today', async () => {
      await put([{ category: 'custom', name: 'PARIS', keywords: ['OUI', 'PARIS'] }]);
      const sender = aSender({ group: { ...safe, languages: ['en', 'fr'] } });

      const read = await classify(...['STOP', 'PARIS', 'oui'].map((saying) => ({ saying, changes: { sender } })));

      expect(read.map(({ classification }) => classification.category)).toEqual(['opt_out', 'custom', 'opt_in']);
    });

    it('takes an empty batch', async () => {
      expect(await classify()).toEqual([]);
    });
  });
});
