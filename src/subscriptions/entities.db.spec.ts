import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { Sender } from './sender.entity.js';
import { SubscriptionGroup } from './subscription-group.entity.js';

describe('the entities of this room', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('say the same as the migrations', async () => {
    const dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      entities: [SubscriptionGroup, Sender],
      poolSize: 1,
    }).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      // Checks live in the migrations alone; TypeORM would drop what an entity does not repeat.
      const drift = upQueries
        .map(({ query }) => query)
        .filter((query) => !/DROP CONSTRAINT "\w+_(known|not_blank|explains)"/.test(query));
      expect(drift).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });
});
