import pg from 'pg';

interface Sent {
  readonly by: unknown;
  readonly text: string;
}

/**
 * The statements of the one transaction that ran a statement with `marker` in its text, from its start to its commit:
 * the product works in the background, too.
 */
export async function transactionOf(marker: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const client = pg.Client.prototype as unknown as { query: (...parameters: unknown[]) => unknown };
  const { query } = client;
  const sent: Sent[] = [];
  client.query = function (...parameters) {
    const [statement] = parameters as [string | { text: string }];
    sent.push({ by: this, text: typeof statement === 'string' ? statement : statement.text });
    return query.apply(this, parameters);
  };
  try {
    await act();
  } finally {
    client.query = query;
  }
  const isMarked = ({ text }: Sent) => text.includes(marker);
  const writer = sent.find(isMarked)?.by;
  const texts = sent.filter(({ by }) => by === writer).map(({ text }) => text);
  const marked = texts.findIndex((text) => text.includes(marker));
  const begun = texts.slice(0, marked).findLastIndex((text) => text === 'begin');
  const own = texts.slice(begun);
  return own.slice(0, own.findIndex((text) => text === 'commit') + 1);
}
