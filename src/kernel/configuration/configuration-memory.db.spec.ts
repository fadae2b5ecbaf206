import type { DataSource } from 'typeorm';
import { connect, createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Transactions } from '../database/transactions.js';
import { ConfigurationMemory } from './configuration-memory.js';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const GROUP = '01900000-0000-7000-8000-0000000000aa';

describe('ConfigurationMemory', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await connect(database.url);
    transactions = new Transactions(source);
    for (const id of [WORKSPACE, OTHER])
      await source.query(`insert into workspace (id, name, created_at) values ($1, $2, now())`, [
        id,
        `workspace ${id}`,
      ]);
    await source.query(
      `insert into subscription_group (workspace_id, id, name, policy, languages, double_opt_in, created_at, updated_at)
       values ($1, $2, 'Marketing', 'safe', '{en}', false, now(), now())`,
      [WORKSPACE, GROUP],
    );
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const rename = (name: string) => `update subscription_group set name = '${name}' where id = '${GROUP}'`;

  /** An instance: reads the group's name through its memory, and counts how often it had to look. */
  function instance() {
    const memory = new ConfigurationMemory();
    let looks = 0;
    const name = (workspaceId = WORKSPACE) =>
      transactions.run((work) =>
        memory.recall(work, workspaceId, 'name', async () => {
          looks += 1;
          const rows = await work.rows<{ name: string }>(
            'select name from subscription_group where workspace_id = $1',
            [workspaceId],
          );
          return rows[0]?.name ?? 'none';
        }),
      );
    return { memory, name, looks: () => looks };
  }

  it('looks once as long as nothing changes', async () => {
    const { name, looks } = instance();

    expect([await name(), await name(), await name()]).toEqual(['Marketing', 'Marketing', 'Marketing']);
    expect(looks()).toBe(1);
  });

  it('sees a change that somebody else committed with the next transaction, on every instance', async () => {
    const [one, two] = [instance(), instance()];
    await Promise.all([one.name(), two.name()]);

    await source.query(rename('News'));

    expect(await Promise.all([one.name(), two.name()])).toEqual(['News', 'News']);
    await source.query(rename('Marketing'));
    expect(await Promise.all([one.name(), two.name()])).toEqual(['Marketing', 'Marketing']);
  });

  it('keeps the workspaces apart', async () => {
    const { name, looks } = instance();
    expect([await name(), await name(OTHER)]).toEqual(['Marketing', 'none']);

    await source.query(rename('Marketing'));

    expect([await name(OTHER), looks()]).toEqual(['none', 2]);
  });

  it('does not mistake what was rolled back for what came after it', async () => {
    const { memory, name } = instance();
    const failed = transactions.run(async (work) => {
      await work.execute(rename('Rolled back'));
      await memory.recall(work, WORKSPACE, 'name', () => Promise.resolve('Rolled back'));
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    await source.query(rename('Marketing'));

    expect(await name()).toBe('Marketing');
  });

  it.each(['workspace', 'opt_out_scope', 'subscription_group', 'sender', 'keyword_set', 'campaign'])(
    'is told of every change of %s',
    async (table) => {
      const rows: { event: string }[] = await source.query(
        `select lower(event_manipulation) as event from information_schema.triggers
          where event_object_table = $1 and action_statement like '%note_configuration_change%' order by event`,
        [table],
      );

      expect(rows.map(({ event }) => event)).toEqual(['delete', 'insert', 'update']);
    },
  );
});
