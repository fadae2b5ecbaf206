import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people bought: the log, and first, last, count and revenue per product. Owner: events. */
export class CreatePurchase1795300700000 implements MigrationInterface {
  name = 'CreatePurchase1795300700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table purchase (
        workspace_id uuid not null,
        id uuid not null,
        braze_id text not null,
        product_id text not null,
        currency text not null,
        price numeric not null,
        quantity integer not null,
        occurred_at timestamptz not null,
        properties jsonb not null,
        recorded_at timestamptz not null,
        constraint purchase_pk primary key (workspace_id, id),
        constraint purchase_quantity_positive check (quantity > 0)
      )`);
    await runner.query(`comment on column purchase.price is 'Of one piece, in units of the currency.'`);
    await runner.query(`create index purchase_profile on purchase (workspace_id, braze_id, id)`);
    await runner.query(`
      create table purchase_summary (
        workspace_id uuid not null,
        braze_id text not null,
        product_id text not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        count bigint not null,
        revenue numeric not null,
        constraint purchase_summary_pk primary key (workspace_id, braze_id, product_id),
        constraint purchase_summary_count_positive check (count > 0)
      ) with (fillfactor = 80)`);
    await runner.query(`comment on column purchase_summary.revenue is
      'Sum of price × quantity as reported; currencies are not converted.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table purchase_summary');
    await runner.query('drop table purchase');
  }
}
