import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { SenderKind } from '../contracts/inbound/classification.js';

/** One of our own addresses. It belongs to one group and is reached through one connection. */
@Entity('sender')
@Unique('sender_address_unique', ['workspaceId', 'address'])
export class Sender {
  @PrimaryColumn('uuid', { name: 'workspace_id', primaryKeyConstraintName: 'sender_pk' })
  workspaceId!: string;

  /** UUIDv7. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sender_pk' })
  id!: string;

  /** E.164 with `+`, the digits of a short code, or a name. */
  @Column('text')
  address!: string;

  @Column('text')
  kind!: SenderKind;

  @Column('text', { name: 'connection_id' })
  connectionId!: string;

  @Column('uuid', { name: 'subscription_group_id' })
  subscriptionGroupId!: string;

  @Column('boolean', { name: 'keywords_activated' })
  keywordsActivated!: boolean;

  /** How people leave, where they cannot answer. */
  @Column('text', { name: 'opt_out_instructions', nullable: true })
  optOutInstructions!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
