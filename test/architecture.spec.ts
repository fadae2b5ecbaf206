import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { readdirSync } from 'node:fs';
import { rules } from './architecture/rules.js';

const FIXTURES = 'test/architecture/fixtures';

/** Violations as `rule: from → to`. */
async function violations(folders: string[], names: string[]): Promise<string[]> {
  const { output } = await cruise(folders, {
    ruleSet: { forbidden: rules.filter(({ name }) => names.includes(name ?? '')) },
    validate: true,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensionAlias: { '.js': ['.ts', '.js'] } } as never,
  });
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe('the architecture', () => {
  const names = rules.map(({ name }) => name ?? '');

  it('has no import that a rule forbids', async () => {
    expect(await violations(['src', 'migrations'], names)).toEqual([]);
  });

  it('has a fixture for every rule', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual([...names].sort());
  });

  it.each(names)('rule %s can fail', async (name) => {
    const found = await violations([`${FIXTURES}/${name}`], [name]);

    expect(found.length).toBeGreaterThan(0);
  });
});
