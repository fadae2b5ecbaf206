import type { Category, GroupPolicy } from './classification.js';
import { treatsAsOptOut } from './treats-as-opt-out.js';

describe('treatsAsOptOut', () => {
  it.each<[Category, 'auto' | 'clarify' | null, GroupPolicy, string | null, boolean]>([
    ['opt_out', 'clarify', 'safe', 'GB', true],
    ['opt_in', 'auto', 'safe', 'US', false],
    ['other', 'auto', 'safe', 'US', false],
    ['suspected_opt_out', 'auto', 'safe', 'GB', true],
    ['suspected_opt_out', 'clarify', 'safe', 'US', false],
    ['suspected_opt_out', null, 'safe', 'US', true],
    ['suspected_opt_out', null, 'safe', 'CA', true],
    ['suspected_opt_out', null, 'safe', 'PR', true],
    ['suspected_opt_out', null, 'safe', 'GU', true],
    ['suspected_opt_out', null, 'safe', 'BS', false],
    ['suspected_opt_out', null, 'safe', null, true],
    ['suspected_opt_out', null, 'safe', 'GB', false],
    ['suspected_opt_out', null, 'braze', 'US', false],
    ['suspected_opt_out', 'auto', 'braze', 'US', true],
    ['suspected_opt_out', null, 'adobe', 'US', false],
  ])('%s, group %s, policy %s, country %s: %p', (category, suspectedOptOut, policy, country, expected) => {
    expect(treatsAsOptOut({ category }, { suspectedOptOut, policy }, () => country)).toBe(expected);
  });
});
