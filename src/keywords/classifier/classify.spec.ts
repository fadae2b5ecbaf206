import type { Category, ProviderHint } from '../../contracts/inbound/classification.js';
import { EXAMPLE_RULES, senderOf } from './fixture.spec-support.js';
import { classify, compileKeywordRules, definitionOf, type GroupKeywordRules, PACK_VERSION } from './index.js';

const safe = compileKeywordRules(EXAMPLE_RULES);

function decide(
  text: string,
  changes: Partial<GroupKeywordRules> = {},
  kind = 'long_code',
  hint: ProviderHint | null = null,
) {
  const rules = compileKeywordRules({ ...EXAMPLE_RULES, ...changes });
  return classify({ text, sender: senderOf(kind), hint }, rules);
}

describe('ordered rules', () => {
  test.each<[string, string, Category]>([
    ['STOP', 'exact', 'opt_out'],
    ['🛑 please', 'emoji', 'opt_out'],
    ['🚫', 'emoji', 'suspected_opt_out'],
    ['please stop', 'polite', 'opt_out'],
    ['cancel please', 'polite', 'opt_out'],
    ['help please', 'polite', 'help'],
    ['stop stop STOP', 'repeat', 'opt_out'],
    ['停止停止', 'repeat', 'opt_out'],
    ['I hate your texts. stop', 'sentence', 'opt_out'],
    ['stopppp', 'typo', 'opt_out'],
    ['unsubscirbe', 'typo', 'opt_out'],
    ['stop texting me', 'intent', 'opt_out'],
    ['goodbye', 'intent-soft', 'suspected_opt_out'],
    ['Liked “Reply STOP to opt out”', 'reaction', 'other'],
    ['see you on monday', 'none', 'other'],
    ['Third time saying it - STOP', 'sentence', 'opt_out'],
    ['S.T.O.P. messaging me', 'sentence', 'opt_out'],
    ['s t o p texting me', 'intent', 'opt_out'],
    ['stoo', 'typo', 'opt_out'],
    ['stpp', 'typo', 'opt_out'],
    ['who gave you my number?? remove it', 'intent', 'opt_out'],
    ['pleeease stooop texting meee', 'intent', 'opt_out'],
  ])('%j is decided by %s', (text, rule, category) => {
    expect(decide(text)).toMatchObject({ rule, category });
  });

  test('the trace names the evidence, its place in the phrase, and the version', () => {
    const decision = decide('Please stop texting me!', { version: 7 });
    expect(decision.parts).toContainEqual({ id: 'en.cease-sending', score: 0.9, span: [7, 19] });
    expect(decision.normalised).toEqual({ phrase: 'please stop texting me', joined: 'pleasestoptextingme', emoji: [] });
    expect(decision.keywordSetVersion).toBe(`${PACK_VERSION}+7`);
    expect(decision.language).toBe('en');
  });

  test('a request in the second clause survives a negation in the first', () => {
    expect(decide("Don't stop? No, stop texting me").category).toBe('opt_out');
    expect(decide("Don't stop texting me").category).toBe('other');
    expect(decide("If you don't stop texting me I'll call my lawyer").category).toBe('opt_out');
  });

  test('a picture or a dash may end a thought, and nothing is lost when it does not', () => {
    expect(decide('hört auf 🙏🙏 mein Handy bimmelt').category).toBe('opt_out');
    expect(decide('take me 🙏 off the list').category).toBe('opt_out');
    expect(decide('opt-out').rule).toBe('exact');
  });

  test('words said slowly are one sentence, wherever they stand', () => {
    expect(decide('Non mi avete capito: NON. VOGLIO. PIÙ. SMS.').category).toBe('opt_out');
    expect(decide('Take. Me. Off. This. List.').category).toBe('opt_out');
    expect(decide('Grazie. Ciao. Ottimo.').category).toBe('other');
  });

  test('a spelt word keeps its place in the trace', () => {
    const decision = decide('ok s t o p texting me');
    const [from, to] = decision.parts[0]?.span ?? [0, 0];
    expect(decision.normalised.phrase.slice(from, to)).toBe('s t o p texting');
  });

  test('compounds are read by their last or first part, other spellings and letter pairs as the word', () => {
    expect(decide('keine Rabattnachrichten mehr').category).toBe('opt_out');
    expect(decide('keine Hausnummer an der Tür').category).toBe('other');
    expect(decide('verschont mich mit eurem Werbekram').category).toBe('opt_out');
    expect(decide('koa werbung mea bittscheen').category).toBe('opt_out');
    expect(decide('Nummer bitte loeschen').category).toBe('opt_out');
  });

  test('words after a quoted reaction are still read', () => {
    expect(decide('Liked “20% off today” but stop texting me').category).toBe('opt_out');
    expect(decide('Reacted 👍🏽 to “Reply STOP to opt out”').category).toBe('other');
  });

  test('STOP with one topic of the group is only suspected', () => {
    expect(decide('stop news').category).toBe('suspected_opt_out');
    expect(decide('stop 12345').category).toBe('opt_out');
  });

  test('a question never opts in', () => {
    expect(decide('yes').category).toBe('opt_in');
    expect(decide('yes?').category).toBe('other');
    expect(decide('y e s').category).toBe('other');
  });
});

describe('senders', () => {
  test.each<[string, string, Category]>([
    ['STOP', 'short_code_unconfigured', 'opt_out'],
    ['stop texting me', 'short_code_unconfigured', 'opt_out'],
    ['HELP', 'short_code_unconfigured', 'other'],
    ['help please', 'short_code_unconfigured', 'other'],
    ['promo', 'short_code_unconfigured', 'other'],
    ['yes', 'short_code_unconfigured', 'other'],
    ['STOP', 'alphanumeric', 'unroutable'],
  ])('%j to %s is %s', (text, kind, category) => {
    expect(decide(text, {}, kind).category).toBe(category);
  });
});

describe('hints', () => {
  test('a provider that handled STOP is believed', () => {
    const hint: ProviderHint = { intent: 'opt_out', providerReplied: true };
    expect(decide('whatever', {}, 'long_code', hint)).toMatchObject({
      category: 'opt_out',
      rule: 'provider-hint',
      score: 1,
    });
    expect(decide('whatever', { policy: 'adobe' }, 'short_code_unconfigured', hint).category).toBe('opt_out');
  });

  test('a provider never creates consent', () => {
    const hint: ProviderHint = { intent: 'opt_in', providerReplied: true };
    expect(decide('start please', {}, 'long_code', hint)).toMatchObject({ category: 'other' });
    expect(decide('start please', {}, 'long_code', hint).hintDisagreement).not.toBeNull();
    expect(decide('start', {}, 'long_code', hint)).toMatchObject({ category: 'opt_in', hintDisagreement: null });
  });
});

describe('policy braze', () => {
  const braze: Partial<GroupKeywordRules> = { policy: 'braze' };

  test.each<[string, Category]>([
    [' Stop ', 'opt_out'],
    ['STOPALL', 'opt_out'],
    ['revoke', 'other'],
    ['arret', 'other'],
    ['stop.', 'other'],
    ['STOP PLEASE', 'other'],
    ['Stpo', 'other'],
    ['start', 'opt_in'],
    ['subscribe', 'other'],
    ['info', 'help'],
    ['coupon', 'custom'],
  ])('%j is %s', (text, category) => {
    expect(decide(text, braze).category).toBe(category);
    expect(decide(text, braze, 'short_code_unconfigured').category).toBe(category);
  });

  test.each<[string, Category]>([
    ['Stpo', 'opt_out'],
    ['Please stopppp', 'opt_out'],
    ['leave me alone', 'opt_out'],
    ['see you this weekend', 'other'],
    ['yes please', 'other'],
  ])('fuzzy auto: %j is %s', (text, category) => {
    expect(decide(text, { ...braze, fuzzyOptOut: 'auto' }).category).toBe(category);
  });

  test('fuzzy instruct is literal and only asks', () => {
    const instruct = { ...braze, fuzzyOptOut: 'instruct' } as const;
    expect(decide('Stpo', instruct)).toMatchObject({ category: 'suspected_opt_out', rule: 'fuzzy' });
    expect(decide('see you this weekend', instruct)).toMatchObject({ category: 'suspected_opt_out', rule: 'fuzzy' });
    expect(decide('stop', instruct)).toMatchObject({ category: 'opt_out', rule: 'exact' });
  });
});

describe('policy adobe', () => {
  const adobe: Partial<GroupKeywordRules> = { policy: 'adobe' };

  test.each<[string, Category]>([
    ['no', 'opt_out'],
    ['STOP', 'opt_out'],
    ['continue', 'opt_in'],
    ['help', 'help'],
    ['info', 'other'],
    ['stopall', 'suspected_opt_out'],
    ['hello', 'other'],
  ])('%j is %s', (text, category) => {
    expect(decide(text, adobe).category).toBe(category);
  });

  test('nothing works on a short code that is not activated', () => {
    expect(decide('STOP', adobe, 'short_code_unconfigured').category).toBe('other');
  });

  test('fuzzy never unsubscribes', () => {
    expect(decide('please stop texting me', { ...adobe, fuzzyOptOut: 'auto' }).category).toBe('suspected_opt_out');
  });
});

describe('options of policy safe', () => {
  test('off leaves the exact, polite and sentence rules', () => {
    const off = { fuzzyOptOut: 'off' } as const;
    expect(decide('stop texting me', off).category).toBe('other');
    expect(decide('stpo', off).category).toBe('other');
    expect(decide('please stop', off).category).toBe('opt_out');
  });

  test('instruct asks instead of acting', () => {
    expect(decide('stop texting me', { fuzzyOptOut: 'instruct' }).category).toBe('suspected_opt_out');
  });

  test('strong words work in every group, weak ones in theirs', () => {
    expect(decide('BAJA', { languages: [] }).category).toBe('opt_out');
    expect(decide('cancelar', { languages: [] }).category).toBe('other');
    expect(decide('cancelar', { languages: ['es'] }).category).toBe('opt_out');
    expect(decide('oui', { languages: [] }).category).toBe('other');
  });
});

test('the definition of a decision is found by category, name and language', () => {
  const rules = compileKeywordRules({
    ...EXAMPLE_RULES,
    categories: [
      { category: 'opt_out', keywords: ['BYE NOW'], reply: 'You are out.' },
      { category: 'opt_out', language: 'fr', keywords: [], reply: 'Vous êtes sorti.' },
      { category: 'custom', name: 'SHOES', keywords: ['SHOES'], reply: 'Shoes!' },
    ],
  });
  const replyTo = (text: string) =>
    definitionOf(rules, classify({ text, sender: senderOf('long_code'), hint: null }, rules))?.reply;
  expect(replyTo('bye now')).toBe('You are out.');
  expect(replyTo('arret')).toBe('Vous êtes sorti.');
  expect(replyTo('baja')).toBe('You are out.');
  expect(replyTo('shoes')).toBe('Shoes!');
  expect(replyTo('help')).toBeUndefined();
});

test('rules are reusable and immutable', () => {
  const input = { text: 'STOP', sender: senderOf('long_code'), hint: null };
  expect(classify(input, safe)).toEqual(classify(input, safe));
});
