import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Who answers keywords, and how answers travel. Never secret. */
export interface ConnectionSettings {
  /** `auto`: as the provider's documented behaviour says · `ours`: always us · `provider`: never us. */
  readonly keyword_replies: 'auto' | 'ours' | 'provider';
  /** Whether the provider's own keyword handling is on, as it is unless its support switched it off. */
  readonly default_keyword_handling: 'enabled' | 'disabled';
  /** Inside the answer to the webhook, or by the send API afterwards. */
  readonly reply_via: 'response' | 'api';
  /** Where the send API is called instead of the provider's own address, e.g. at a proxy; null for that. */
  readonly api_base_url: string | null;
}

/** An account at an SMS provider. */
@Entity('connection')
@Unique('connection_name_unique', ['workspaceId', 'name'])
export class Connection {
  /** 128 random bits in hex: part of the webhook path. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'connection_pk' })
  id!: string;

  @Column('uuid', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  provider!: string;

  /** Sealed; null when the provider needs none. */
  @Column('bytea', { nullable: true })
  credentials!: Buffer | null;

  @Column('jsonb', { default: {} })
  settings!: ConnectionSettings;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
