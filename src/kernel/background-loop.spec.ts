import { BackgroundLoop, type BackgroundWork } from './background-loop.js';
import type { Logger } from './logging/logger.js';

const HOUR_MS = 3_600_000;

function loopOf(work: Partial<BackgroundWork>) {
  const warnings: string[] = [];
  const logger = { warn: (_fields: unknown, message: string) => warnings.push(message) } as unknown as Logger;
  const loop = new BackgroundLoop(
    { round: () => Promise.resolve(HOUR_MS), restAfterFailureMs: 1, failure: 'failed, trying again', ...work },
    logger,
  );
  return { loop, warnings };
}

/** Resolves when the round was called this often. */
function rounds(count: number, round: (call: number) => Promise<number>) {
  let calls = 0;
  let reached: () => void;
  const done = new Promise<void>((resolve) => (reached = resolve));
  const counted = () => {
    calls += 1;
    if (calls === count) reached();
    return round(calls);
  };
  return { round: counted, done, calls: () => calls };
}

test('goes on at once after a round without a rest', async () => {
  const { round, done, calls } = rounds(3, (call) => Promise.resolve(call < 3 ? 0 : HOUR_MS));
  const { loop } = loopOf({ round });

  loop.start();
  await done;
  await loop.stop();

  expect(calls()).toBe(3);
});

test('tries again after a failure, and says so', async () => {
  const { round, done } = rounds(2, (call) =>
    call === 1 ? Promise.reject(new Error('away')) : Promise.resolve(HOUR_MS),
  );
  const { loop, warnings } = loopOf({ round });

  loop.start();
  await done;
  await loop.stop();

  expect(warnings).toEqual(['failed, trying again']);
});

test('ends its rest when it is hurried', async () => {
  const { round, done } = rounds(2, () => Promise.resolve(HOUR_MS));
  const { loop } = loopOf({ round });

  loop.start();
  await new Promise((resolve) => setImmediate(resolve));
  loop.hurry();

  await expect(done).resolves.toBeUndefined();
  await loop.stop();
});

test('lets the round finish that runs when it is stopped, and begins no rest and no other round', async () => {
  let finish: (restMs: number) => void = () => undefined;
  const { round, done, calls } = rounds(1, () => new Promise((resolve) => (finish = resolve)));
  const { loop } = loopOf({ round });
  loop.start();
  await done;

  const stopped = loop.stop();
  expect(loop.isRunning).toBe(false);
  finish(HOUR_MS);
  await stopped;

  expect(calls()).toBe(1);
});
