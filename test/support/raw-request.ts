import { request } from 'node:http';

/** An answer as a client that parses its own JSON gets it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/**
 * One request byte for byte: the path is not normalised, a GET may carry a body, no header is added but `Host` and
 * `Content-Length`. What `fetch` refuses to send, existing clients do.
 */
export function sendRaw(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<RawAnswer> {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(url), { method, path, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = answer.headers['content-type']?.startsWith('application/json') === true;
        const body = json ? (JSON.parse(text) as unknown) : text;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
