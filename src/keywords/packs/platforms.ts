/**
 * Lists of the two platforms whose behaviour a group may ask for. English only.
 * @source contract "keywords and consent", section 2 "Platforms"; braze-api.md 6.2
 */
export interface PlatformKeywords {
  readonly optOut: readonly string[];
  readonly optIn: readonly string[];
  readonly help: readonly string[];
}

/** @source braze-api.md 6.2 */
export const BRAZE_KEYWORDS: PlatformKeywords = {
  optOut: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  optIn: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/**
 * The English edition of Adobe's page; its translations translate the words themselves and are no extra defaults.
 * @source contract "keywords and consent", section 2 "Platforms"
 */
export const ADOBE_KEYWORDS: PlatformKeywords = {
  optOut: ['STOP', 'QUIT', 'CANCEL', 'END', 'UNSUBSCRIBE', 'NO'],
  optIn: ['SUBSCRIBE', 'YES', 'UNSTOP', 'START', 'CONTINUE', 'RESUME', 'BEGIN'],
  help: ['HELP'],
};

/**
 * Intent phrases of the fuzzy option. Their page names `goodbye` and `leave me alone` and gives no algorithm.
 * @source braze-api.md 6.8
 */
export const BRAZE_INTENT_PHRASES: readonly string[] = [
  'goodbye',
  'leave me alone',
  'stop texting me',
  'stop messaging me',
  'do not text me',
  'dont text me',
  'opt out',
  'opt me out',
  'remove me',
  'take me off',
  'wrong number',
  'no more texts',
  'no more messages',
];
