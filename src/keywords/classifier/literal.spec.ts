import { EXAMPLE_RULES, senderOf } from './fixture.spec-support.js';
import { classify, compileKeywordRules } from './index.js';
import { isLiteral } from './literal.js';

const rules = compileKeywordRules({
  ...EXAMPLE_RULES,
  categories: [{ category: 'opt_in', keywords: ["S'INSCRIRE", 'OPT-IN', 'I AGREE'] }],
});

function categoryOf(text: string): string {
  return classify({ text, sender: senderOf('long_code'), hint: null }, rules).category;
}

describe('consent is read from literal texts only', () => {
  test.each([
    'YES',
    ' yes \n',
    'Yes.',
    'YES!',
    'YES!!!',
    '“YES”',
    '"start"',
    '¡SI!',
    '「開始」',
    'ＳＴＡＲＴ',
    'Sì',
    'JA!',
  ])('%j opts in', (text) => {
    expect(categoryOf(text)).toBe('opt_in');
  });

  test.each([
    'YES 👍',
    '👍 yes',
    'Yes?',
    'yes?!',
    '¿si?',
    'yes,',
    'yes…?',
    'yes;',
    '(yes)',
    'yes :)',
    'yes ❤',
    '*yes*',
    'y-e-s',
    'Yes\n(Sent with Slam Effect)',
    'START 🚀',
    'oui 🙂',
    '開始?',
    'ja😂',
  ])('%j does not', (text) => {
    expect(categoryOf(text)).toBe('other');
  });

  test.each(["S'inscrire", 's’inscrire!', 'opt-in', 'I agree.', 'i  agree'])('an operator’s %j opts in', (text) => {
    expect(categoryOf(text)).toBe('opt_in');
  });

  test('help and opt-out stay generous', () => {
    expect(categoryOf('help! 🙏')).toBe('help');
    expect(categoryOf('“STOP” 🙏?')).toBe('opt_out');
  });

  test('a frame without words is not literal', () => {
    expect(isLiteral('')).toBe(false);
    expect(isLiteral('"..."')).toBe(false);
  });
});
