import { InvalidRequest } from '../app-error.js';
import { readCursor, readInstant, readLimit } from './paging.js';

const ID = '01900000-0000-7000-8000-000000000001';

describe('paging', () => {
  it.each([
    [undefined, 50],
    ['1', 1],
    ['500', 500],
  ])('reads limit %j as %d', (value, limit) => {
    expect(readLimit(value, { fallback: 50, max: 500 })).toBe(limit);
  });

  it.each(['0', '501', '1.5', 'x', ' ', ['5', '6'], { a: '5' }])('refuses limit %j by name', (value) => {
    expect(() => readLimit(value, { fallback: 50, max: 500 })).toThrow(
      new InvalidRequest(`'limit' must be an integer from 1 to 500`),
    );
  });

  it('reads a cursor and an instant, absent ones as null', () => {
    expect([readCursor(ID), readCursor(undefined), readInstant('at', undefined)]).toEqual([ID, null, null]);
    expect(readInstant('at', '2026-11-22T12:00:00Z')).toEqual(new Date('2026-11-22T12:00:00Z'));
    expect(readInstant('at', '2026-11-22')).toEqual(new Date('2026-11-22T00:00:00Z'));
    // A plus that was not escaped.
    expect(readInstant('at', '2026-11-22T14:00:00.5 02:00')).toEqual(new Date('2026-11-22T12:00:00.500Z'));
  });

  it.each([[[ID]], ['x'], [''], [{ 0: ID }]])('refuses cursor %j', (value) => {
    expect(() => readCursor(value)).toThrow(`'cursor'`);
  });

  it.each([['yesterday'], [['2026-11-22']], [{}], ['1'], ['2026'], ['-271821-04-20T00:00:00Z'], ['2026-13-01'], ['']])(
    'refuses instant %j',
    (value) => {
      expect(() => readInstant('at', value)).toThrow(`'at'`);
    },
  );
});
