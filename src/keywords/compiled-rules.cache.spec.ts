import { aGroup } from '../../test/builders/recorded-message.js';
import { createLogger } from '../kernel/logging/logger.js';
import type { KeywordCategoryDefinition } from './classifier/index.js';
import { CompiledRulesCache, MAX_KEPT } from './compiled-rules.cache.js';

const version = (number: number, ...keywords: string[]) => ({
  version: number,
  categories: [{ category: 'custom', name: 'OWN', keywords } satisfies KeywordCategoryDefinition],
});

describe('CompiledRulesCache', () => {
  const cache = () => new CompiledRulesCache(createLogger('silent'));

  it('compiles one version of one group once', () => {
    const rules = cache();

    expect(rules.get('w', aGroup(), version(1, 'A1'))).toBe(rules.get('w', aGroup(), version(1, 'A1')));
  });

  it.each([
    ['another version', 'w', aGroup(), version(2, 'A1')],
    ['another workspace', 'other', aGroup(), version(1, 'A1')],
    ['another group', 'w', aGroup({ id: 'other' }), version(1, 'A1')],
    ['another policy', 'w', aGroup({ policy: 'braze' }), version(1, 'A1')],
    ['other languages', 'w', aGroup({ languages: ['en', 'fr'] }), version(1, 'A1')],
    ['another treatment of suspicions', 'w', aGroup({ suspectedOptOut: 'auto' }), version(1, 'A1')],
    ['no own keywords', 'w', aGroup(), null],
  ] as const)('compiles anew for %s', (_difference, workspace, group, set) => {
    const rules = cache();

    expect(rules.get(workspace, group, set)).not.toBe(rules.get('w', aGroup(), version(1, 'A1')));
  });

  it('shares the rules of groups without own keywords', () => {
    const rules = cache();

    expect(rules.get('w', aGroup(), null)).toBe(rules.get('other', aGroup({ id: 'other' }), null));
  });

  it('stays bounded and keeps what was used last', () => {
    const rules = cache();
    const first = rules.get('w', aGroup({ policy: 'braze' }), version(1, 'A1'));
    const second = rules.get('w', aGroup({ policy: 'braze' }), version(2, 'A1'));
    for (let number = 3; number <= MAX_KEPT; number += 1) {
      rules.get('w', aGroup({ policy: 'braze' }), version(number, 'A1'));
    }
    // Touched, so the second one is now the oldest.
    expect(rules.get('w', aGroup({ policy: 'braze' }), version(1, 'A1'))).toBe(first);

    rules.get('w', aGroup({ policy: 'braze' }), version(MAX_KEPT + 1, 'A1'));

    expect(rules.get('w', aGroup({ policy: 'braze' }), version(1, 'A1'))).toBe(first);
    expect(rules.get('w', aGroup({ policy: 'braze' }), version(2, 'A1'))).not.toBe(second);
  });

  it('leaves out stored words that no longer fit, says so once and keeps hearing the others', () => {
    const lines: string[] = [];
    const rules = new CompiledRulesCache(createLogger('warn', { write: (line) => lines.push(line) }));
    const group = aGroup({ languages: ['en', 'fr'] });

    const compiled = rules.get('w', group, version(1, 'OUI', 'PARIS'));
    rules.get('w', group, version(1, 'OUI', 'PARIS'));

    expect(compiled.rules.categories).toEqual(version(1, 'PARIS').categories);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ group_id: group.id, version: 1, faults: ['categories[0].keywords[0] keyword_clash'] }),
    ]);
  });
});
