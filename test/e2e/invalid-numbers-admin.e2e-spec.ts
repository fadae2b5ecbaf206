import type { InvalidReason } from '../../src/contracts/delivery/number-flag.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { InvalidNumberReader } from '../../src/contracts/readers/invalid-number.reader.js';
import type { NumberReport } from '../../src/delivery/invalid-number.js';
import { NumberFlags } from '../../src/delivery/number-flags.js';
import type { Answer } from '../support/app.js';
import { aFreshNumber, bootInvalidNumbers, type InvalidNumbersApp } from '../support/invalid-numbers.js';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

let app: InvalidNumbersApp;

beforeAll(async () => {
  app = await bootInvalidNumbers();
});

afterAll(() => app.close());

describe('the management API of invalid numbers', () => {
  it('flags a number with all that is known about it, and shows it', async () => {
    const number = aFreshNumber();
    const shown = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      number,
      reason: 'deactivated',
      source: 'twilio',
      provider_code: '30005',
      actor: '01900000-0000-7000-8000-0000000000aa',
      first_detected_at: app.clock.now().toISOString(),
      detected_at: app.clock.now().toISOString(),
      removed_at: null,
      removed_by: null,
    };

    expect(await app.flag({ number, reason: 'deactivated', source: 'twilio', provider_code: '30005' })).toMatchObject({
      status: 201,
      body: { invalid_numbers: [shown] },
    });
    expect((await app.list(`?number=${number}`)).body).toEqual({ invalid_numbers: [shown], next_cursor: null });
  });

  it('takes an operator for the source, and one number in any spelling once', async () => {
    const number = aFreshNumber();
    const national = number.slice(2);

    expect(
      (
        await app.flag({
          phone_numbers: [number, `(${national.slice(0, 3)}) ${national.slice(3)}`],
          reason: 'provider_error',
        })
      ).body,
    ).toMatchObject({
      invalid_numbers: [{ number, source: 'operator', provider_code: null }],
    });
  });

  it('keeps one current flag per number and moves its detection', async () => {
    const number = aFreshNumber();
    const first = app.clock.now().toISOString();
    await app.flag({ number, reason: 'deactivated', source: 'feed' });
    app.clock.advance(DAY);
    await app.flag({ number, reason: 'provider_error', provider_code: '30005' });

    expect((await app.list(`?number=${number}&include_removed=true`)).body.invalid_numbers).toMatchObject([
      {
        reason: 'deactivated',
        source: 'feed',
        provider_code: null,
        first_detected_at: first,
        detected_at: app.clock.now().toISOString(),
      },
    ]);
  });

  it('keeps the history of removals, with the key that removed', async () => {
    const number = aFreshNumber();
    await app.flag({ number, reason: 'provider_error' });
    app.clock.advance(SECOND);
    await app.remove({ phone_numbers: [number] });
    const removedAt = app.clock.now().toISOString();
    app.clock.advance(SECOND);
    await app.remove({ phone_numbers: [number] });
    await app.flag({ number, reason: 'deactivated' });

    expect((await app.list(`?number=${number}`)).body.invalid_numbers).toMatchObject([
      { reason: 'deactivated', removed_at: null },
    ]);
    expect((await app.list(`?number=${number}&include_removed=true`)).body.invalid_numbers).toMatchObject([
      { reason: 'deactivated', removed_at: null },
      {
        reason: 'provider_error',
        removed_at: removedAt,
        removed_by: '01900000-0000-7000-8000-0000000000aa',
      },
    ]);
  });

  it('lists newest first, page by page, by reason', async () => {
    const [given, failed, last] = [aFreshNumber(), aFreshNumber(), aFreshNumber()];
    await app.flag({ number: given, reason: 'deactivated' });
    await app.flag({ number: failed, reason: 'provider_error' });
    await app.flag({ number: last, reason: 'deactivated' });
    const numbers = (answer: Answer) => answer.body.invalid_numbers.map(({ number }: { number: string }) => number);
    const page = await app.list('?limit=2');
    const next = await app.list(`?limit=1&cursor=${page.body.next_cursor as string}`);

    expect([...numbers(page), ...numbers(next)]).toEqual([last, failed, given]);
    expect(numbers(await app.list('?limit=2&reason=deactivated'))).toEqual([last, given]);
    expect((await app.list('?limit=500')).body.next_cursor).toBeNull();
  });

  it.each<[object, string]>([
    [{ reason: 'deactivated' }, 'phone_numbers'],
    [{ phone_numbers: [], reason: 'deactivated' }, 'phone_numbers'],
    [{ phone_numbers: '+12183095514', reason: 'deactivated' }, 'phone_numbers'],
    [{ phone_numbers: ['+12183095514', 'nonsense'], reason: 'deactivated' }, 'phone_numbers[1]'],
    [{ phone_numbers: ['442071838750'], reason: 'deactivated' }, 'phone_numbers[0]'],
    [{ number: '12345', reason: 'deactivated' }, 'number'],
    [{ number: 12183095514, reason: 'deactivated' }, 'number'],
    [{ number: '+12183095514' }, 'reason'],
    [{ number: '+12183095514', reason: 'bounced' }, 'reason'],
    [{ number: '+12183095514', reason: 'deactivated', source: ' ' }, 'source'],
    [{ number: '+12183095514', reason: 'deactivated', source: 'x'.repeat(101) }, 'source'],
    [{ number: '+12183095514', reason: 'deactivated', provider_code: 30005 }, 'provider_code'],
    [{ number: '+12183095514', reason: 'deactivated', until: 'never' }, 'until'],
  ])('refuses %j, naming %s and no number', async (body, field) => {
    const answer = await app.flag(body);

    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(`'${field}'`) as string } });
    expect(answer.text).not.toMatch(/\d{5}/);
    expect((await app.list('?number=+12183095514')).body.invalid_numbers).toEqual([]);
  });

  it.each([
    ['?number=nonsense', 'number'],
    ['?reason=bounced', 'reason'],
    ['?limit=0', 'limit'],
    ['?cursor=x', 'cursor'],
    ['?include_removed=perhaps', 'include_removed'],
  ])('refuses to list %s, naming %s', async (query, field) => {
    expect(await app.list(query)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(`'${field}'`) as string },
    });
  });

  it('stores what PostgreSQL can hold of a source', async () => {
    const number = aFreshNumber();
    const answer = await app.flag({ number, reason: 'deactivated', source: 'feed \u0000', provider_code: '\ud800' });

    expect(answer.body.invalid_numbers).toMatchObject([{ source: 'feed \ufffd', provider_code: '\ufffd' }]);
  });

  it('survives flags and removals of one number at the same time', async () => {
    const numbers = [aFreshNumber(), aFreshNumber(), aFreshNumber()];
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, round) =>
        round % 2 === 0
          ? app.flag({ phone_numbers: round % 4 === 0 ? numbers : [...numbers].reverse(), reason: 'deactivated' })
          : app.remove({ phone_numbers: numbers }),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(40).fill(201));

    for (const number of numbers) {
      const { invalid_numbers: flags } = (await app.list(`?number=${number}&include_removed=true`)).body as {
        invalid_numbers: { removed_at: string | null }[];
      };
      expect(flags.filter(({ removed_at }) => removed_at === null).length).toBeLessThanOrEqual(1);
      expect(flags.length).toBeLessThanOrEqual(20);
    }
    await app.flag({ phone_numbers: numbers, reason: 'deactivated' });
    expect((await app.list('?limit=3')).body.invalid_numbers).toHaveLength(3);
  });

  it('keeps the flags of another workspace apart', async () => {
    const number = aFreshNumber();
    await app.flag({ number, reason: 'deactivated' });
    const elsewhere = '01900000-0000-7000-8000-000000000002';
    const flagged = (workspaceId: string) =>
      app.work((work) => app.app.get(InvalidNumberReader).flagged(work, workspaceId, [number, number]));

    expect([...(await flagged(app.workspaceId)).keys()]).toEqual([number]);
    expect((await flagged(elsewhere)).size).toBe(0);
  });
});

describe('what the road hears of flags', () => {
  it('is every number that was given up, once, with the instant and who said so', async () => {
    const [givenUp, failed] = [aFreshNumber(), aFreshNumber()];
    const report = (number: string, reason: InvalidReason, at: number): NumberReport => ({
      number: PhoneNumber.fromE164(number),
      reason,
      source: 'feed',
      providerCode: null,
      actor: 'key',
      detectedAt: new Date(at),
    });
    const { deactivated } = await app.work((work) =>
      app.app
        .get(NumberFlags)
        .flag(work, app.workspaceId, [
          report(givenUp, 'deactivated', 1),
          report(failed, 'provider_error', 2),
          report(givenUp, 'deactivated', 3),
          report(givenUp, 'provider_error', 4),
        ]),
    );

    expect(deactivated.deactivations.map(({ number, ...rest }) => ({ number: number.e164(), ...rest }))).toEqual([
      { number: givenUp, deactivatedAt: new Date(3), actor: 'key' },
    ]);
  });

  it('is nothing when nobody reports', async () => {
    const { flags, deactivated } = await app.work((work) => app.app.get(NumberFlags).flag(work, app.workspaceId, []));

    expect([flags, deactivated.deactivations]).toEqual([[], []]);
  });
});
