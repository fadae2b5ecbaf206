import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Folders of `src` that are no room of the house. */
const BELOW = ['contracts', 'kernel', 'config'];
const SPECS = '\\.spec\\.ts$';

/** Who may import whom. One comment per rule; each has a fixture beside this file that breaks it. */
export const rules: IForbiddenRuleType[] = [
  {
    // Rooms talk through events and readers; an import would let one read another's tables, and soon write them.
    name: 'room-imports-room',
    severity: 'error',
    from: { path: `(^|/)src/(?!${BELOW.join('/|')}/)([^/]+)/`, pathNot: SPECS },
    to: { path: '(^|/)src/([^/]+)/', pathNot: `(^|/)src/($2|${BELOW.join('|')})/` },
  },
  {
    // The published language must be readable without any room.
    name: 'contracts-import-more-than-kernel',
    severity: 'error',
    from: { path: '(^|/)src/contracts/', pathNot: SPECS },
    to: { path: '(^|/)src/', pathNot: '(^|/)src/(contracts|kernel)/' },
  },
  {
    // The kernel knows no domain word, so it cannot need anything that does.
    name: 'kernel-imports-ours',
    severity: 'error',
    from: { path: '(^|/)src/kernel/', pathNot: SPECS },
    to: { path: '(^|/)src/', pathNot: '(^|/)src/kernel/' },
  },
  {
    // The settings are read before anything else exists.
    name: 'config-imports-ours',
    severity: 'error',
    from: { path: '(^|/)src/config/', pathNot: SPECS },
    to: { path: '(^|/)src/', pathNot: '(^|/)src/config/' },
  },
  {
    // Rules are tested as tables; a framework or a database in them would end that.
    name: 'rules-import-framework',
    severity: 'error',
    from: { path: '(^|/)src/(keywords/(classifier|packs)/|webhook/providers/|[^/]+/[^/]*-rules\\.ts)', pathNot: SPECS },
    to: { path: 'node_modules/(@nestjs|typeorm|pg|fastify)/' },
  },
  {
    // A circle has no first line to read.
    name: 'circle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    // What ships must not need what does not.
    name: 'product-imports-test',
    severity: 'error',
    from: { path: '(^|/)(src|migrations)/', pathNot: SPECS },
    to: { path: '(^|/)test/' },
  },
];
