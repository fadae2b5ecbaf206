import fc from 'fast-check';
import type { InvalidReason } from '../contracts/delivery/number-flag.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { flagAfter, type InvalidNumber, type NumberReport } from './invalid-number.js';

const T0 = Date.UTC(2026, 10, 22);

/** A report whose source and code say when it was made. @param at ms after T0 */
function aReport(reason: InvalidReason, at: number): NumberReport {
  const number = PhoneNumber.fromE164('+12183095514');
  return {
    number,
    reason,
    source: `source ${at}`,
    providerCode: `code ${at}`,
    actor: null,
    detectedAt: new Date(T0 + at),
  };
}

function after(...reports: readonly NumberReport[]): InvalidNumber {
  let ids = 0;
  const flag = reports.reduce<InvalidNumber | undefined>(
    (current, report) => flagAfter(current, report, () => `id ${(ids += 1)}`),
    undefined,
  );
  return flag!;
}

describe('flagAfter', () => {
  it('flags a number for the first time', () => {
    const report = aReport('provider_error', 0);

    expect(after(report)).toEqual({
      ...report,
      id: 'id 1',
      firstDetectedAt: report.detectedAt,
      removedAt: null,
      removedBy: null,
    });
  });

  it.each<[string, NumberReport[], InvalidReason, number, [number, number]]>([
    ['the same again', [aReport('provider_error', 0), aReport('provider_error', 9)], 'provider_error', 9, [0, 9]],
    [
      'the same, out of order',
      [aReport('provider_error', 9), aReport('provider_error', 0)],
      'provider_error',
      9,
      [0, 9],
    ],
    ['given up after a failure', [aReport('provider_error', 0), aReport('deactivated', 9)], 'deactivated', 9, [0, 9]],
    ['given up before a failure', [aReport('provider_error', 9), aReport('deactivated', 0)], 'deactivated', 0, [0, 9]],
    ['a failure after given up', [aReport('deactivated', 0), aReport('provider_error', 9)], 'deactivated', 0, [0, 9]],
    ['given up twice', [aReport('deactivated', 0), aReport('deactivated', 9)], 'deactivated', 9, [0, 9]],
  ])('%s', (_what, reports, reason, saidAt, [first, newest]) => {
    expect(after(...reports)).toMatchObject({
      id: 'id 1',
      reason,
      source: `source ${saidAt}`,
      providerCode: `code ${saidAt}`,
      firstDetectedAt: new Date(T0 + first),
      detectedAt: new Date(T0 + newest),
    });
  });

  it('comes to the same reason and times in whatever order the reports arrive', () => {
    const reports = fc.uniqueArray(
      fc.record({ reason: fc.constantFrom<InvalidReason>('provider_error', 'deactivated'), at: fc.nat(50) }),
      { minLength: 1, maxLength: 8, selector: ({ at }) => at },
    );
    const essence = ({ reason, firstDetectedAt, detectedAt }: InvalidNumber) => ({
      reason,
      firstDetectedAt,
      detectedAt,
    });
    fc.assert(
      fc.property(reports, fc.infiniteStream(fc.nat()), (list, keys) => {
        const made = list.map(({ reason, at }) => aReport(reason, at));
        const shuffled = made
          .map((report) => ({ report, key: keys.next().value as number }))
          .sort((left, right) => left.key - right.key)
          .map(({ report }) => report);
        expect(essence(after(...shuffled))).toEqual(essence(after(...made)));
      }),
    );
  });
});
