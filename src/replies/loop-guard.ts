/** Automatic texts one number may get in {@link HOUR_MS}. @source contract "keywords and consent", 7.3; "providers", 1.8 */
export const MAX_PER_HOUR = 5;
export const HOUR_MS = 3_600_000;
/** The same text from the same address is not repeated within this time. @source contract "providers", 1.8 */
export const SAME_TEXT_MS = 60_000;
/** Texts that a number gets once in this time from a group. @source contract "keywords and consent", 5.6 `clarify` and 7.3 */
export const ONCE_A_DAY_MS = 24 * HOUR_MS;

/** Kinds of such texts, and the reason to hold back the next one. */
export const ONCE_A_DAY: ReadonlyMap<string, 'asked_already' | 'default_reply_sent'> = new Map([
  ['suspected_opt_out', 'asked_already'],
  ['default', 'default_reply_sent'],
]);

/** One automatic text, sent or about to be. */
export interface AutomaticText {
  readonly workspaceId: string;
  /** E.164 of the person. */
  readonly to: string;
  /** Our address. */
  readonly from: string;
  /** The group it speaks for; null on rows from before this was kept. */
  readonly groupId: string | null;
  readonly kind: string;
  readonly body: string;
  readonly at: Date;
}

/** Why a text was held back: `loop_guard` means silence until the hour is over, and somebody should look. */
export type HeldBack = 'loop_guard' | 'repeated_text' | 'asked_already' | 'default_reply_sent';

/**
 * Keeps two machines from talking to each other for ever, and one person from hearing the same thing twice.
 * Knows what was sent before and books what it lets pass, so a batch is judged like the same texts one by one.
 */
export class LoopGuard {
  private readonly byNumber = new Map<string, AutomaticText[]>();

  /** @param recent what the numbers in question got within the last 24 hours */
  constructor(recent: readonly AutomaticText[]) {
    for (const text of recent) this.book(text);
  }

  /** @returns null when the text may go; it is booked then */
  holdBack(text: AutomaticText): HeldBack | null {
    const earlier = this.byNumber.get(numberOf(text)) ?? [];
    const since = (ms: number) => earlier.filter(({ at }) => text.at.getTime() - at.getTime() < ms);
    const isSame = ({ from, body }: AutomaticText) => from === text.from && body === text.body;
    const sameOfDay = ({ groupId, kind }: AutomaticText) => groupId === text.groupId && kind === text.kind;
    const onceADay = ONCE_A_DAY.get(text.kind);
    if (onceADay !== undefined && since(ONCE_A_DAY_MS).some(sameOfDay)) return onceADay;
    if (since(SAME_TEXT_MS).some(isSame)) return 'repeated_text';
    if (since(HOUR_MS).length >= MAX_PER_HOUR) return 'loop_guard';
    this.book(text);
    return null;
  }

  private book(text: AutomaticText): void {
    const key = numberOf(text);
    const known = this.byNumber.get(key);
    if (known === undefined) this.byNumber.set(key, [text]);
    else known.push(text);
  }
}

function numberOf({ workspaceId, to }: AutomaticText): string {
  return `${workspaceId}/${to}`;
}
