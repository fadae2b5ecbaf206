import type { Classification } from '../../contracts/inbound/classification.js';
import type { CompiledKeywordRules } from './compile.js';
import type { Decision } from './decision.js';
import { decidePlatform } from './platform-rules.js';
import { normalise, type NormalisedText } from './normalise.js';
import { decideSafe } from './safe-rules.js';
import type { ClassifierInput } from './types.js';

/**
 * Decides what one text means. Pure: the same input and rules always give the same value; no input throws.
 * @returns exactly one category with the rule, the evidence and the version that produced it
 * @source contract "keywords and consent", sections 5.2, 6 and 6.2
 */
export function classify(input: ClassifierInput, rules: CompiledKeywordRules): Classification {
  const text = normalise(input.text);
  const decision = decide(input, text, rules);
  const { policy } = rules.rules;
  return {
    category: decision.category,
    rule: decision.rule,
    score: decision.score,
    parts: decision.parts ?? [],
    matchedKeyword: decision.keyword ?? null,
    customCategory: decision.customCategory ?? null,
    language: decision.language ?? null,
    normalised: { phrase: text.phrase, joined: text.joined, emoji: text.emoji },
    keywordSetVersion: rules.keywordSetVersion,
    policy: { name: policy, numberType: input.sender.kind, keywordsActivated: input.sender.keywordsActivated },
    hintDisagreement: disagreement(input, decision),
  };
}

function decide(input: ClassifierInput, text: NormalisedText, rules: CompiledKeywordRules): Decision {
  if (input.sender.kind === 'alphanumeric') return { category: 'unroutable', rule: 'sender-cannot-receive', score: 0 };
  if (input.hint?.intent === 'opt_out') return { category: 'opt_out', rule: 'provider-hint', score: 1 };
  return rules.rules.policy === 'safe' ? decideSafe(text, input.sender, rules) : decidePlatform(input, text, rules);
}

/** A hint may only restrict: START or HELP from the provider without the word in the text changes nothing. */
function disagreement({ hint }: ClassifierInput, { category }: Decision): string | null {
  if (hint === null || hint.intent === 'opt_out' || hint.intent === category) return null;
  return `The provider reported ${hint.intent}; the text was read as ${category}.`;
}
