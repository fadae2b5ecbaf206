/**
 * Every stem with every ending, blank separated: how packs write down the many forms of a verb. `-` is no ending.
 * @example inflect('borr quit', 'en enme') is 'borren borrenme quiten quitenme'
 */
export function inflect(stems: string, endings: string): string {
  const forms = endings.split(/\s+/u).map((ending) => (ending === '-' ? '' : ending));
  return stems
    .split(/\s+/u)
    .flatMap((stem) => forms.map((ending) => stem + ending))
    .join(' ');
}
