import fc from 'fast-check';
import { JsonTooDeep, type JsonValue, toStorableJson, toStorableText } from './text-safety.js';

describe('toStorableText', () => {
  it.each([
    ['U+0000', 'caf\u0000', 'caf\uFFFD'],
    ['a lone high surrogate', 'a\uD83Db', 'a\uFFFDb'],
    ['a lone low surrogate', '\uDC4D!', '\uFFFD!'],
    ['surrogates in the wrong order', '\uDC4D\uD83D', '\uFFFD\uFFFD'],
  ])('replaces %s', (_what, text, expected) => {
    expect(toStorableText(text)).toBe(expected);
  });

  it.each([' STOP ', '👍🏽', '@ΔΦ_{}[]€', 'ARRE\u0302T', '\u202ESTOP\u200B', ''])('leaves %j alone', (text) => {
    expect(toStorableText(text)).toBe(text);
  });

  it('keeps the length, finishes at once and leaves only what PostgreSQL takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.nat(0xffff).map((n) => String.fromCharCode(n)) }),
        (a, b) => {
          const stored = toStorableText(a + b);
          expect(stored).toHaveLength((a + b).length);
          expect(stored).not.toContain('\u0000');
          expect(Buffer.from(stored, 'utf8').toString('utf8')).toBe(stored);
          expect(toStorableText(stored)).toBe(stored);
        },
      ),
    );
  });
});

describe('toStorableJson', () => {
  it('reaches keys and values at every level and keeps other types', () => {
    expect(toStorableJson({ 'k\u0000': ['\uD83D', { n: 1, t: true, z: null }] })).toEqual({
      'k\uFFFD': ['\uFFFD', { n: 1, t: true, z: null }],
    });
  });

  it('keeps a key named __proto__ as data', () => {
    const copy = toStorableJson(JSON.parse('{"__proto__":{"admin":true}}') as JsonValue) as Record<string, unknown>;

    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.keys(copy)).toEqual(['__proto__']);
    expect(copy.admin).toBeUndefined();
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('refuses 50,000 levels with its own error instead of overflowing the stack', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as JsonValue;

    expect(() => toStorableJson(deep)).toThrow(JsonTooDeep);
  });

  it('changes nothing that is storable already', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = toStorableJson(value as JsonValue);
        expect(toStorableJson(once)).toEqual(once);
      }),
    );
  });
});
