/** Automatic texts one number may get in {@link HOUR_MS}. @source contract "keywords and consent", 7.3; "providers", 1.8 */
export const MAX_PER_HOUR = 5;
export const HOUR_MS = 3_600_000;
/** The same text from the same address is not repeated within this time. @source contract "providers", 1.8 */
export const SAME_TEXT_MS = 60_000;
/** A suspicion is asked about once in this time. @source contract "keywords and consent", 5.6 `clarify` */
export const ASK_AGAIN_MS = 24 * HOUR_MS;

/** One automatic text, sent or about to be. */
export interface AutomaticText {
  readonly workspaceId: string;
  /** E.164 of the person. */
  readonly to: string;
  /** Our address. */
  readonly from: string;
  readonly kind: string;
  readonly body: string;
  readonly at: Date;
}

/** Why a text was held back: `loop_guard` means silence until the hour is over, and somebody should look. */
export type HeldBack = 'loop_guard' | 'repeated_text' | 'asked_already';

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
    const asksSame = ({ from, kind }: AutomaticText) => from === text.from && kind === text.kind;
    if (since(SAME_TEXT_MS).some(isSame)) return 'repeated_text';
    if (text.kind === 'suspected_opt_out' && since(ASK_AGAIN_MS).some(asksSame)) return 'asked_already';
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
