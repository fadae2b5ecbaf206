/** The number of a made-up person; each has one of its own. Area codes 415 and following, any line number. */
export function phoneOf(person: number): string {
  return `+1${415 + Math.floor(person / 8_000_000)}${String(2_000_000 + (person % 8_000_000))}`;
}
