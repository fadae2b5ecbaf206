import type { Category, ClassificationPart } from '../../contracts/inbound/classification.js';

/** What a rule answers; everything else in a classification is the same for all rules. */
export interface Decision {
  readonly category: Category;
  readonly rule: string;
  /** Confidence from 0 to 1. */
  readonly score: number;
  readonly parts?: readonly ClassificationPart[];
  readonly keyword?: string;
  readonly customCategory?: string | null;
  readonly language?: string | null;
}

export const NO_DECISION: Decision = { category: 'other', rule: 'none', score: 0 };
