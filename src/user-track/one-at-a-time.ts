/** Lets tasks run one after another, in the order they came, without holding anything while they wait. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  /** @returns what the task returns or throws; a task that fails does not stop the next */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(task, task);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
