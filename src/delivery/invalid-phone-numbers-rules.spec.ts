import fc from 'fast-check';
import qs from 'qs';
import { readE164, readQuestion, readRemoval } from './invalid-phone-numbers-rules.js';

const DATES = 'start_date=2024-05-01&end_date=2024-06-01';
const NEITHER = `Either 'phone_numbers' or 'start_date' and 'end_date' must be provided`;

/** As the server parses it. */
const asked = (query: string) => readQuestion(qs.parse(query, { arrayLimit: 1000, parameterLimit: 5000 }));
const numbersOf = (query: string) => {
  const { of } = asked(query);
  return 'numbers' in of ? of.numbers.map((number) => number.e164()) : 'dates';
};

describe('the numbers of the query', () => {
  it.each<[string, string[]]>([
    ['phone_numbers=12345678901', ['+12345678901']],
    ['phone_numbers=+12345678901', ['+12345678901']],
    ['phone_numbers=%2B12345678901', ['+12345678901']],
    ['phone_numbers=1%20234-567-8901', ['+12345678901']],
    ['phone_numbers=12345678901&phone_numbers=12345678902', ['+12345678901', '+12345678902']],
    ['phone_numbers[]=12345678901', ['+12345678901']],
    ['phone_numbers%5B%5D=+12345678901&phone_numbers%5B%5D=12345678902', ['+12345678901', '+12345678902']],
    ['phone_numbers[0]=12345678901&phone_numbers[1]=12345678902', ['+12345678901', '+12345678902']],
    ['phone_numbers[1500]=12345678901&phone_numbers[1501]=12345678902', ['+12345678901', '+12345678902']],
    ['phone_numbers[]=nonsense&phone_numbers[]=12345678901', ['+12345678901']],
    ['phone_numbers=nonsense', []],
    [`phone_numbers=12345678901&${DATES}`, ['+12345678901']],
    ['phone_numbers=12345678901&start_date=nonsense', ['+12345678901']],
  ])('%s', (query, expected) => {
    expect(numbersOf(query)).toEqual(expected);
  });

  it.each([50, 500])('reads %d numbers in either spelling', (count) => {
    const numbers = Array.from({ length: count }, (_, index) => String(12345670000 + index));
    const expected = numbers.map((number) => `+${number}`);

    expect(numbersOf(numbers.map((number) => `phone_numbers[]=${number}`).join('&'))).toEqual(expected);
    expect(numbersOf(numbers.map((number, at) => `phone_numbers[${at}]=${number}`).join('&'))).toEqual(expected);
  });

  it.each(['phone_numbers=', 'phone_numbers[]='])('counts %s as absent', (query) => {
    expect(numbersOf(`${query}&${DATES}`)).toBe('dates');
    expect(() => asked(query)).toThrow(NEITHER);
  });
});

describe('the rest of the query', () => {
  it('has defaults', () => {
    expect(asked(DATES)).toEqual({
      of: { from: new Date('2024-05-01T00:00:00.000Z'), before: new Date('2024-06-01T00:00:00.000Z') },
      reason: null,
      limit: 100,
      offset: 0,
    });
  });

  it('is read', () => {
    expect(asked(`${DATES}&reason=deactivated&limit=500&offset=1000`)).toMatchObject({
      reason: 'deactivated',
      limit: 500,
      offset: 1000,
    });
  });

  it.each([
    ['', NEITHER],
    ['start_date=2024-05-01', NEITHER],
    ['end_date=2024-05-01', NEITHER],
    ['reason=deactivated', NEITHER],
    ['start_date=2024-05-01&end_date=2024-05-01', 'start_date'],
    ['start_date=2024-06-01&end_date=2024-05-01', 'start_date'],
    ['start_date=2024-02-30&end_date=2024-05-01', 'start_date'],
    ['start_date=2024-05-01&end_date=2024-13-01', 'end_date'],
    ['start_date=2024-05-01T00:00:00Z&end_date=2024-06-01', 'start_date'],
    ['start_date=01/05/2024&end_date=2024-06-01', 'start_date'],
    ['start_date=2024-05-01&start_date=2024-05-02&end_date=2024-06-01', 'start_date'],
    [`${DATES}&reason=unknown`, 'reason'],
    [`${DATES}&limit=0`, 'limit'],
    [`${DATES}&limit=501`, 'limit'],
    [`${DATES}&limit=ten`, 'limit'],
    [`${DATES}&offset=-1`, 'offset'],
    [`${DATES}&offset=1.5`, 'offset'],
    [`${DATES}&offset=1e300`, 'offset'],
  ])('refuses %j, naming %s', (query, field) => {
    expect(() => asked(query)).toThrow(field);
  });
});

describe('readRemoval', () => {
  it.each<[string, unknown, string[]]>([
    ['a list', { phone_numbers: ['+12183095514', '12183095515'] }, ['+12183095514', '+12183095515']],
    ['a text', { phone_numbers: '12183095514' }, ['+12183095514']],
    ['the other spelling', { phone_number: '+12183095514' }, ['+12183095514']],
    ['the other spelling as a list', { phone_number: ['12183095514'] }, ['+12183095514']],
    ['both', { phone_numbers: ['12183095514'], phone_number: '12183095515' }, ['+12183095514', '+12183095515']],
    ['a null beside it', { phone_numbers: ['12183095514'], phone_number: null }, ['+12183095514']],
    ['a JSON number', { phone_numbers: [12183095514] }, ['+12183095514']],
    ['what is no number', { phone_numbers: ['nonsense', '12183095514'] }, ['+12183095514']],
    ['a key we do not know', { phone_numbers: ['12183095514'], app_id: 'x' }, ['+12183095514']],
    ['fifty', { phone_numbers: Array(50).fill('12183095514') }, Array<string>(50).fill('+12183095514')],
  ])('takes %s', (_what, body, expected) => {
    expect(readRemoval(body).map((number) => number.e164())).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no field', {}],
    ['an empty list', { phone_numbers: [] }],
    ['null in the field', { phone_numbers: null }],
    ['a list instead of an object', ['12183095514']],
    ['a text instead of an object', '12183095514'],
    ['an object among the numbers', { phone_numbers: [{}] }],
    ['null among the numbers', { phone_numbers: [null] }],
    ['a fraction', { phone_numbers: [1.5] }],
  ])('refuses %s, naming the field', (_what, body) => {
    expect(() => readRemoval(body)).toThrow(`'phone_numbers'`);
  });

  it.each<[what: string, body: unknown]>([
    ['one spelling', { phone_numbers: Array(51).fill('12183095514') }],
    ['two spellings', { phone_numbers: Array(50).fill('12183095514'), phone_number: '12183095515' }],
  ])('refuses fifty-one in %s', (_what, body) => {
    expect(() => readRemoval(body)).toThrow('The max number of ids per request was exceeded');
  });
});

describe('readE164', () => {
  it('never throws, and reads what it gives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ +]{0,2}[0-9 ().-]{0,20}$/)), (text) => {
        const number = readE164(text)?.e164();
        if (number !== undefined) expect(readE164(number)?.e164()).toBe(number);
      }),
    );
  });
});
