import { inspect } from 'node:util';

// A symbol key instead of a #private field: jest's toEqual sees enumerable symbols, so two different texts are never
// "equal" in a test, while JSON, Object.keys, structuredClone and class-transformer all pass symbols by.
const text = Symbol('text');

/**
 * Personal text (message body, name, e-mail) that must not reach a log by accident: every way of printing it shows
 * only its length in UTF-16 units, `•••(12)`. One search for `.reveal()` finds every use.
 * @source style guide, section 12
 */
export class Masked {
  private readonly [text]: string;

  constructor(value: string) {
    this[text] = value;
  }

  /** The text itself. Only for storing, sending and deciding, never for logs, errors or metrics. */
  reveal(): string {
    return this[text];
  }

  equals(other: Masked): boolean {
    return this[text] === other[text];
  }

  toString(): string {
    return `•••(${this[text].length})`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
