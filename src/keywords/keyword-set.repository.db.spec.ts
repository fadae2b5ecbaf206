import type { DataSource } from 'typeorm';
import { connect, createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { KeywordCategoryDefinition } from './classifier/index.js';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import { KeywordSetRepository } from './keyword-set.repository.js';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const GROUP = '5a2d9f1e-0000-4000-8000-000000000001';
const OTHER = '5a2d9f1e-0000-4000-8000-000000000002';
const promo = (...keywords: string[]): KeywordCategoryDefinition[] => [{ category: 'custom', name: 'PROMO', keywords }];

describe('KeywordSetRepository', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  const sets = new KeywordSetRepository(new ConfigurationMemory());

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await connect(database.url);
    transactions = new Transactions(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => dataSource.query('delete from keyword_set'));

  const add = (groupId: string, categories: readonly KeywordCategoryDefinition[], workspaceId = WORKSPACE) =>
    transactions.run((work) =>
      sets.add(work, { workspaceId, groupId, categories, createdAt: new Date(), createdBy: 'key' }),
    );

  it('gives each change the next version, keeps the earlier ones and points at the last', async () => {
    const first = await add(GROUP, promo('SALE'));
    const second = await add(GROUP, promo('SALE', 'DEAL'));

    expect([first.version, second.version]).toEqual([1, 2]);
    await transactions.run(async (work) => {
      const group = { workspaceId: WORKSPACE, groupId: GROUP };
      expect(await sets.find(work, group, null)).toEqual({ version: 2, categories: promo('SALE', 'DEAL') });
      expect(await sets.find(work, group, 1)).toEqual({ version: 1, categories: promo('SALE') });
      expect(await sets.find(work, group, 3)).toBeNull();
    });
  });

  it('answers for many groups at once, and only with what belongs to the workspace', async () => {
    await add(GROUP, promo('SALE'));
    await add(OTHER, promo('NEWS'));
    const elsewhere = '01900000-0000-7000-8000-000000000002';

    const active = await transactions.run((work) => sets.findActive(work, [WORKSPACE, WORKSPACE, elsewhere]));

    expect(active.of(WORKSPACE, GROUP)).toMatchObject({ version: 1, categories: promo('SALE') });
    expect(active.of(WORKSPACE, OTHER)).toMatchObject({ version: 1, categories: promo('NEWS') });
    expect(active.of(elsewhere, GROUP)).toBeNull();
  });

  it('gives twenty changes at once twenty versions and one active one', async () => {
    const stored = await Promise.all(Array.from({ length: 20 }, (_, n) => add(GROUP, promo(`WORD${n}`))));

    expect(stored.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(await dataSource.query('select version from keyword_set where active')).toEqual([{ version: 20 }]);
  });
});
