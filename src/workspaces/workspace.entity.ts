import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A tenant: every row elsewhere carries its id first in every key. */
@Entity('workspace')
@Unique('workspace_name_unique', ['name'])
export class Workspace {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspace_pk' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('boolean', { name: 'unknown_number_handling', default: true })
  unknownNumberHandling!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** While it is set the compatible API is closed. */
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;
}
