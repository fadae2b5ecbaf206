import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A key that opens a workspace's API. Only its hash is stored. */
@Entity('api_key')
@Unique('api_key_hash_unique', ['keyHash'])
export class ApiKey {
  @PrimaryColumn('uuid', { name: 'workspace_id', primaryKeyConstraintName: 'api_key_pk' })
  workspaceId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pk' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('bytea', { name: 'key_hash' })
  keyHash!: Buffer;

  @Column('text', { array: true })
  permissions!: string[];

  /** Addresses and networks it may be used from; empty: from everywhere. */
  @Column('text', { name: 'allowed_ips', array: true, default: '{}' })
  allowedIps!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
