import { isProfileFlagged } from '../../src/contracts/delivery/number-flag.js';
import { InvalidNumberReader } from '../../src/contracts/readers/invalid-number.reader.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { aFreshNumber, bootInvalidNumbers, type InvalidNumbersApp } from '../support/invalid-numbers.js';

const SECOND = 1_000;

const success = (numbers: object[]): object => ({ status: 200, body: { sms: numbers, message: 'success' } });

describe('the compatible API of invalid numbers', () => {
  let app: InvalidNumbersApp;
  beforeAll(async () => {
    app = await bootInvalidNumbers();
  });
  afterAll(() => app.close());

  const flagNew = async (reason = 'provider_error') => {
    const number = aFreshNumber();
    expect((await app.flag({ number, reason })).status).toBe(201);
    return number;
  };
  const ask = (query: string) => app.request('GET', `/sms/invalid_phone_numbers${query}`);
  const askFor = (number: string) => ask(`?phone_numbers[]=${number.slice(1)}`);

  it.each<[string, (left: string, right: string) => string]>([
    ['a list', (left, right) => `phone_numbers[]=${left}&phone_numbers[]=${right}`],
    ['an escaped list', (left, right) => `phone_numbers%5B%5D=${left}&phone_numbers%5B%5D=${right}`],
    ['a list with places', (left, right) => `phone_numbers[0]=${left}&phone_numbers[1]=${right}`],
    ['the name again and again', (left, right) => `phone_numbers=${left}&phone_numbers=${right}`],
    ['an unescaped plus', (left, right) => `phone_numbers[]=+${left}&phone_numbers[]=+${right}`],
    ['an escaped plus', (left, right) => `phone_numbers[]=%2B${left}&phone_numbers[]=%2B${right}`],
    ['useless dates beside it', (left, right) => `phone_numbers=${left}&phone_numbers=${right}&start_date=x`],
  ])('reads numbers spelt as %s', async (_what, query) => {
    const [left, right] = [await flagNew(), await flagNew()];
    const answer = await ask(`?${query(left.slice(1), right.slice(1))}`);

    expect(answer.body.sms.map(({ phone }: { phone: string }) => phone)).toEqual([right, left]);
  });

  it('finds five hundred numbers in one question', async () => {
    const numbers = Array.from({ length: 500 }, aFreshNumber);
    await app.flag({ phone_numbers: numbers, reason: 'deactivated' });
    const query = numbers.map((number, place) => `phone_numbers[${place}]=${number.slice(1)}`).join('&');

    expect((await ask(`?limit=500&${query}`)).body.sms).toHaveLength(500);
    expect((await ask(`?${query}`)).body.sms).toHaveLength(100);
  });

  it('finds nothing for what is not flagged or is no number', async () => {
    expect(await askFor(aFreshNumber())).toMatchObject(success([]));
    expect(await ask('?phone_numbers[]=nonsense&phone_numbers[]=%00')).toMatchObject(success([]));
  });

  it.each([
    ['?start_date=2024-05-01&end_date=2024-05-01', 'start_date'],
    ['?start_date=2024-02-30&end_date=2024-05-01', 'start_date'],
    ['?start_date=2024-05-01&end_date=soon', 'end_date'],
    ['?phone_numbers=12345678901&limit=501', 'limit'],
    ['?phone_numbers=12345678901&offset=-1', 'offset'],
    ['?phone_numbers=12345678901&reason=bounced', 'reason'],
  ])('refuses %s, naming %s', async (query, field) => {
    expect(await ask(query)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(`'${field}'`) as string },
    });
  });

  it.each<[string, (number: string) => object]>([
    ['a list', (number) => ({ phone_numbers: [number] })],
    ['a text', (number) => ({ phone_numbers: number })],
    ['the other name', (number) => ({ phone_number: number })],
    ['a list under the other name', (number) => ({ phone_number: [number] })],
    ['a JSON number', (number) => ({ phone_numbers: [Number(number)] })],
    ['one among others that are not on the list', (number) => ({ phone_numbers: ['x', aFreshNumber(), number] })],
  ])('removes a number spelt as %s', async (_what, body) => {
    const number = await flagNew();

    expect((await app.remove(body(number))).status).toBe(201);
    expect(await askFor(number)).toMatchObject(success([]));
  });

  it('removes fifty numbers and not one more', async () => {
    const numbers = Array.from({ length: 51 }, aFreshNumber);
    await app.flag({ phone_numbers: numbers, reason: 'provider_error' });

    expect(await app.remove({ phone_numbers: numbers })).toMatchObject({
      status: 400,
      body: { message: 'The max number of ids per request was exceeded' },
    });
    expect((await app.remove({ phone_numbers: numbers.slice(1) })).status).toBe(201);
    expect((await ask(`?phone_numbers=${numbers.join('&phone_numbers=')}`)).body.sms).toMatchObject([
      { phone: numbers[0] },
    ]);
  });

  it.each([[{}], [{ phone_numbers: [] }], [{ phone_numbers: null }], [{ phone_numbers: [{}] }], [[]], [undefined]])(
    'refuses to remove %j, naming the field',
    async (body) => {
      expect(await app.remove(body)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(`'phone_numbers'`) as string },
      });
    },
  );
});

describe('a flagged number in the whole product', () => {
  let hark: TestHark;
  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  /** Flagged or not, of every profile on the number. */
  async function flagsOfProfiles(number: string): Promise<Record<string, boolean>> {
    const profiles = await hark.rows<{ external_id: string; created_at: Date; phone: string }>(
      'select external_id, created_at, phone_e164 as phone from profile where phone_e164 = $1',
      [number],
    );
    const flags = await hark.work((work) =>
      hark.app.get(InvalidNumberReader).flagged(work, hark.workspaceId, [number]),
    );
    return Object.fromEntries(
      profiles.map(({ external_id, created_at, phone }) => [
        external_id,
        isProfileFlagged({ createdAt: created_at, phone }, flags.get(phone)),
      ]),
    );
  }

  const track = async (...attributes: object[]) => {
    const answer = await hark.request('POST', '/users/track', { body: { attributes } });
    expect(answer.status).toBe(201);
    hark.clock.advance(SECOND);
  };
  const flag = async (number: string, reason: string) => {
    const answer = await hark.request('POST', '/admin/invalid_numbers', { body: { number, reason } });
    expect(answer.status).toBe(201);
    hark.clock.advance(SECOND);
  };

  it('flags a profile that was there and takes the number later, and the later one with the next detection', async () => {
    const [number, other] = [aFreshNumber(), aFreshNumber()];
    await track({ external_id: 'mover', phone: other });
    await flag(number, 'provider_error');
    await track({ external_id: 'mover', phone: number }, { external_id: 'newcomer', phone: number });
    expect(await flagsOfProfiles(number)).toEqual({ mover: true, newcomer: false });

    await flag(number, 'provider_error');

    expect(await flagsOfProfiles(number)).toEqual({ mover: true, newcomer: true });
  });

  it('does not change the state of a group, and a text of the number keeps the flag', async () => {
    const number = aFreshNumber();
    await hark.text(number, 'START');
    await flag(number, 'provider_error');
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');

    await hark.text(number, 'STOP');

    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    expect((await hark.request('GET', `/admin/invalid_numbers?number=${number}`)).body.invalid_numbers).toHaveLength(1);
  });

  it.each([
    ['sms.invalid_phone_numbers', [200, 403, 403]],
    ['sms.invalid_phone_numbers.remove', [403, 201, 403]],
    ['admin', [403, 403, 200]],
  ])('opens one route each with the permission %s', async (permission, expected) => {
    const made = await hark.request('POST', '/admin/api_keys', { body: { name: 'one', permissions: [permission] } });
    const headers = { authorization: `Bearer ${made.body.key as string}` };
    const body = { phone_numbers: ['12345678901'] };
    const answers = [
      await hark.request('GET', '/sms/invalid_phone_numbers?phone_numbers=12345678901', { headers }),
      await hark.request('POST', '/sms/invalid_phone_numbers/remove', { headers, body }),
      await hark.request('GET', '/admin/invalid_numbers', { headers }),
    ];

    expect(answers.map(({ status }) => status)).toEqual(expected);
  });

  it('describes its routes in the API description', async () => {
    const { paths } = (await hark.request('GET', '/docs-json')).body as { paths: Record<string, object> };

    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/sms/invalid_phone_numbers',
        '/sms/invalid_phone_numbers/remove',
        '/admin/invalid_numbers',
      ]),
    );
  });
});
