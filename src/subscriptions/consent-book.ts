import type { ConsentDecision, ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { type ConsentKey, textOf } from './consent-key.js';
import type { ConsentChange, Evidence, StoredConsent } from './consent-change.js';
import type { ScopeOf } from './opt-out-scope.js';
import {
  decide,
  endTenure,
  inherit,
  isOptOut,
  NEVER_SPOKEN,
  refuse,
  type Standing,
  type Statement,
} from './consent.js';

/** One line of the book: the key, where it stands, and the row of the history that brought it there. */
interface Line extends ConsentKey {
  standing: Standing;
  changedAt: Date | null;
  changeId: string | null;
}

/** What the book needs of the world. */
export interface BookOptions {
  /** Goes into every row as the time of recording. */
  readonly recordedAt: Date;
  readonly newId: () => string;
  /**
   * How far opt-outs reach; absent: each ends its own group. Of a number whose opt-out reaches all groups the book must
   * know every one.
   */
  readonly scopeOf?: ScopeOf;
  /**
   * Keys (`textOf`) of erased numbers in groups they had left. What others say cannot put them back there, only a text
   * of their own; so whoever decides about texts leaves this out. @source contract "keywords and consent", section 7.5
   */
  readonly leftBefore?: ReadonlySet<string>;
  /**
   * Keys (`textOf`) about which clients spoke last, and the request that speaks now. We answered one call before the next
   * was made, so their order can be trusted however close they are; the tie rule is for what people text.
   */
  readonly inOrder?: { readonly keys: ReadonlySet<string>; readonly request: string };
}

/**
 * The consent of a batch while it is decided: what was stored, then one statement after another, each seeing the one
 * before. At its end it knows the rows to write, one per key and in one order.
 */
export class ConsentBook {
  private readonly lines = new Map<string, Line>();
  /** The same lines by number, then by group. */
  private readonly byNumber = new Map<string, Map<string, Line>>();
  private readonly touched = new Set<string>();
  private readonly written: ConsentChange[] = [];

  constructor(
    stored: readonly StoredConsent[],
    private readonly options: BookOptions,
  ) {
    const { inOrder } = options;
    for (const { state, occurredAt, changedAt, changeId, ...key } of stored) {
      const text = textOf(key);
      const request = inOrder?.keys.has(text) === true ? inOrder.request : null;
      this.add(text, { ...key, standing: { state, occurredAt, request }, changedAt, changeId });
    }
  }

  /** The rows of the history in the order they were decided. */
  get changes(): readonly ConsentChange[] {
    return this.written;
  }

  /** The states that moved or were confirmed, one per key, sorted by key: the order in which rows are locked. */
  get consents(): readonly StoredConsent[] {
    return [...this.touched].sort().map((text) => {
      const { standing, changedAt, changeId, workspaceId, number, groupId } = this.lines.get(text)!;
      return {
        workspaceId,
        number,
        groupId,
        ...standing,
        occurredAt: standing.occurredAt!,
        changedAt: changedAt!,
        changeId: changeId!,
      };
    });
  }

  /** Who began to wait for the confirmation of a double opt-in, or began again. */
  get waiting(): readonly ConsentKey[] {
    return this.consents.filter(({ state }) => state === 'pending_double_opt_in');
  }

  state(key: ConsentKey): ConsentState {
    return this.line(key).standing.state;
  }

  /**
   * Takes a statement down: always a row of history, and a new standing unless it came too late. An opt-out that reaches
   * all groups is taken down in each of them.
   */
  take(key: ConsentKey, said: Statement, evidence: Evidence): ConsentDecision {
    const decision = this.takeOne(key, said, evidence);
    const alsoLeft = isOptOut(said.says)
      ? this.endOthers(key, said, { ...evidence, originChangeId: decision.changeId })
      : [];
    return { ...decision, alsoLeft };
  }

  /**
   * Says in the other groups of a number what was said in one, where an opt-out reaches all of them. Also where the number
   * has left already: an opt-in from before that arrives later must find that somebody spoke since.
   * @returns ids of the groups that were left by it
   */
  endOthers(key: ConsentKey, said: Pick<Statement, 'occurredAt' | 'request'>, evidence: Evidence): readonly string[] {
    if ((this.options.scopeOf?.(key, said.occurredAt) ?? 'group') === 'group') return [];
    return this.linesOf(key.workspaceId, key.number).flatMap((line) => {
      const { state, request } = line.standing;
      // Said by the same request about another group already: a call may name each of hundreds of groups.
      const isKnown = state === 'unsubscribed' && request === said.request;
      if (line.groupId === key.groupId || state === 'unknown' || isKnown) return [];
      const { effect } = this.takeOne(line, { ...said, says: 'opt_out_all_groups' }, evidence);
      return effect === 'changed' ? [line.groupId] : [];
    });
  }

  private takeOne(key: ConsentKey, said: Statement, evidence: Evidence): Omit<ConsentDecision, 'alsoLeft'> {
    const line = this.line(key);
    const before = line.standing.state;
    const action = isOptOut(said.says) ? 'opt_out' : 'opt_in';
    const isRefused = action === 'opt_in' && this.hadLeft(line);
    const { effect, reason, standing } = isRefused ? refuse(line.standing) : decide(line.standing, said);
    const changeId = this.write(line, standing, { action, effect, reason, occurredAt: said.occurredAt, evidence });
    return { before, after: standing.state, effect, changeId, reason };
  }

  /** Gives a number what the profile's previous number had, in every group where nothing is known of the new one. */
  moveNumber(workspaceId: string, from: PhoneNumber, to: PhoneNumber, evidence: Evidence): void {
    for (const { groupId, standing, changeId } of this.linesOf(workspaceId, from)) {
      const key = { workspaceId, number: to, groupId };
      this.bequeath(key, standing, 'previous_number', { ...evidence, originChangeId: changeId });
    }
  }

  /**
   * Gives a number a standing that comes from elsewhere, where nothing is known of it.
   * @returns id of the row of history; null when the number keeps what it has
   */
  bequeath(key: ConsentKey, from: Standing, reason: string, evidence: Evidence): string | null {
    const line = this.line(key);
    const standing = inherit(line.standing, from);
    if (standing === null || standing.occurredAt === null) return null;
    const { occurredAt } = standing;
    const what = { action: 'inherit', occurredAt, evidence } as const;
    if (standing.state !== 'unsubscribed' && this.hadLeft(line))
      return this.write(line, line.standing, { ...what, ...refuse(line.standing) });
    return this.write(line, standing, { ...what, effect: 'changed', reason });
  }

  /** Ends what a number consented to, where nobody has spoken since its line was given up. */
  endTenure(key: ConsentKey, at: Date, evidence: Evidence): void {
    const line = this.line(key);
    const standing = endTenure(line.standing, at);
    if (standing === null) return;
    this.write(line, standing, { action: 'reset', effect: 'changed', reason: 'deactivated', occurredAt: at, evidence });
  }

  /**
   * Takes an opt-out back that its text did not mean: what stood before stands again. The instant stays that of the
   * text, so a STOP sent since still counts when it arrives after the correction.
   */
  restore(key: ConsentKey, standing: Standing & { readonly occurredAt: Date }, evidence: Evidence): void {
    const { occurredAt } = standing;
    const what = { action: 'reset', effect: 'changed', reason: 'opt_out_refuted', occurredAt, evidence } as const;
    this.write(this.line(key), standing, what);
  }

  private hadLeft(line: Line): boolean {
    return this.options.leftBefore?.has(textOf(line)) === true;
  }

  private write(
    line: Line,
    standing: Standing,
    { evidence, ...what }: Pick<ConsentChange, 'action' | 'effect' | 'reason' | 'occurredAt'> & { evidence: Evidence },
  ): string {
    const { workspaceId, number, groupId } = line;
    const { recordedAt } = this.options;
    const id = this.options.newId();
    const states = { stateBefore: line.standing.state, stateAfter: standing.state };
    this.written.push({ ...evidence, ...what, ...states, id, workspaceId, number, groupId, recordedAt });
    if (what.effect === 'late') return id;
    line.standing = standing;
    if (what.effect === 'changed') Object.assign(line, { changedAt: recordedAt, changeId: id });
    this.touched.add(textOf(line));
    return id;
  }

  private linesOf(workspaceId: string, number: PhoneNumber): readonly Line[] {
    return [...(this.byNumber.get(`${workspaceId} ${number.e164()}`)?.values() ?? [])];
  }

  private add(text: string, line: Line): void {
    const { workspaceId, number, groupId } = line;
    const ofNumber = `${workspaceId} ${number.e164()}`;
    const groups = this.byNumber.get(ofNumber) ?? new Map<string, Line>();
    this.lines.set(text, line);
    this.byNumber.set(ofNumber, groups.set(groupId, line));
  }

  private line(key: ConsentKey): Line {
    const text = textOf(key);
    let line = this.lines.get(text);
    if (line === undefined) {
      const { workspaceId, number, groupId } = key;
      line = { workspaceId, number, groupId, standing: NEVER_SPOKEN, changedAt: null, changeId: null };
      this.add(text, line);
    }
    return line;
  }
}
