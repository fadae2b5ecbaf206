import { RandomIds } from './ids.js';

describe('identifiers', () => {
  const ids = new RandomIds();

  it('are UUIDs of version 7, none twice', () => {
    const made = Array.from({ length: 10_000 }, () => ids.uuid());

    expect(new Set(made).size).toBe(made.length);
    expect(
      made.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
  });

  it('grow, also within a millisecond', () => {
    const made = Array.from({ length: 10_000 }, () => ids.uuid());

    expect(made).toEqual([...made].sort());
  });

  it('carry the time they were made, in milliseconds and in seconds', () => {
    const now = Date.now();

    expect(Math.abs(parseInt(ids.uuid().replace('-', '').slice(0, 12), 16) - now)).toBeLessThan(1000);
    expect(Math.abs(parseInt(ids.hex24().slice(0, 8), 16) * 1000 - now)).toBeLessThan(2000);
  });

  it('are 24 hex digits for profiles, none twice', () => {
    const made = Array.from({ length: 10_000 }, () => ids.hex24());

    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
  });
});
