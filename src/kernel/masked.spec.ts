import { format, inspect } from 'node:util';
import { Masked } from './masked.js';

describe('Masked', () => {
  const secret = 'Stop it, Ada';
  const masked = new Masked(secret);

  it.each([
    ['String()', String(masked)],
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- this is what the test is about
    ['a template literal', `${masked}`],
    // eslint-disable-next-line @typescript-eslint/restrict-plus-operands -- this is what the test is about
    ['concatenation', '' + masked],
    ['inspect', inspect(masked)],
    ['format with %s', format('%s', masked)],
  ])('%s shows the length and nothing else', (_way, shown) => {
    expect(shown).toBe('•••(12)');
  });

  it('stays masked inside JSON, inspected objects, spreads and clones', () => {
    const shown = [
      JSON.stringify({ body: masked }),
      inspect({ deep: { body: [masked] } }),
      JSON.stringify(Object.assign({}, masked)),
      JSON.stringify(Object.entries(masked)),
      inspect(structuredClone(masked)),
    ].join();

    expect(shown).not.toContain('Ada');
    expect(JSON.parse(JSON.stringify({ body: masked }))).toEqual({ body: '•••(12)' });
  });

  it('gives the text to whoever asks by name', () => {
    expect(masked.reveal()).toBe(secret);
  });

  it('equals another one with the same text, also for toEqual', () => {
    expect(masked.equals(new Masked(secret))).toBe(true);
    expect(masked.equals(new Masked('Stop it, Bob'))).toBe(false);
    expect(masked).toEqual(new Masked(secret));
    expect(masked).not.toEqual(new Masked('Stop it, Bob'));
  });
});
