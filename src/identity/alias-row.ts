/** An alias and its owner. */
export interface AliasRow {
  readonly label: string;
  readonly name: string;
  readonly brazeId: string;
}
