import { SettledHorizon } from './settled-horizon.js';

/** Looks at what a table says was given and who writes. */
async function looks(
  ...answers: readonly (readonly [lastSeq: number, writers: readonly string[]])[]
): Promise<number[]> {
  const horizon = new SettledHorizon();
  const settled: number[] = [];
  for (const [lastSeq, writers] of answers)
    settled.push(
      await horizon.advance({ lastSeq: () => Promise.resolve(lastSeq), writers: () => Promise.resolve(writers) }),
    );
  return settled;
}

describe('the settled horizon', () => {
  it.each<[string, readonly (readonly [number, readonly string[]])[], number[]]>([
    ['moves at once when nobody writes', [[7, []]], [7]],
    [
      'waits for everybody who wrote when the number was read',
      [
        [7, ['a', 'b']],
        [9, ['b']],
        [9, []],
      ],
      [0, 0, 7],
    ],
    [
      'does not wait for those who came later',
      [
        [7, ['a']],
        [9, ['b', 'c']],
      ],
      [0, 7],
    ],
    [
      'waits for these the next time',
      [
        [7, ['a']],
        [9, ['b']],
        [9, ['b']],
        [9, []],
      ],
      [0, 7, 7, 9],
    ],
    [
      'never goes back',
      [
        [7, []],
        [7, ['a']],
        [7, []],
      ],
      [7, 7, 7],
    ],
  ])('%s', async (_, answers, expected) => {
    expect(await looks(...answers)).toEqual(expected);
  });

  it('takes the number before it looks for writers', async () => {
    const order: string[] = [];
    await new SettledHorizon().advance({
      lastSeq: () => Promise.resolve(order.push('number')),
      writers: () => (order.push('writers'), Promise.resolve([])),
    });

    expect(order).toEqual(['number', 'writers']);
  });
});
