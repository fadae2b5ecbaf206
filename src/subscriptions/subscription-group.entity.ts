import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { GroupPolicy } from '../contracts/inbound/classification.js';

/** A list of people a brand writes to, with its own senders, keywords and consent. */
@Entity('subscription_group')
@Unique('subscription_group_name_unique', ['workspaceId', 'name'])
export class SubscriptionGroup {
  @PrimaryColumn('uuid', { name: 'workspace_id', primaryKeyConstraintName: 'subscription_group_pk' })
  workspaceId!: string;

  /** UUIDv7. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'subscription_group_pk' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: 'sms' })
  channel!: 'sms' | 'email';

  @Column('text', { default: 'safe' })
  policy!: GroupPolicy;

  /** ISO 639-1; English is always among them. */
  @Column('text', { array: true, default: ['en'] })
  languages!: string[];

  @Column('boolean', { name: 'double_opt_in', default: false })
  doubleOptIn!: boolean;

  @Column('text', { name: 'suspected_opt_out', nullable: true })
  suspectedOptOut!: 'auto' | 'clarify' | null;

  /** Template of the answer to texts that mean nothing in particular; null: they get none. */
  @Column('text', { name: 'default_reply', nullable: true })
  defaultReply!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
