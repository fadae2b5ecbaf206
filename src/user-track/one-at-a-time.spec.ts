import { OneAtATime } from './one-at-a-time.js';

describe('OneAtATime', () => {
  it('runs tasks in order, never two at once, also after one that fails', async () => {
    const turns = new OneAtATime();
    const story: string[] = [];
    const task = (name: string, fails = false) =>
      turns.run(async () => {
        story.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        story.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });

    const results = await Promise.allSettled([task('a'), task('b', true), task('c')]);

    expect(story).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
