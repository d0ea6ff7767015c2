import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { sleep } from '../wait.ts';

/** How to reach an API server. */
export interface ConnectionProps {
  readonly port: number;
  /** The certificate that signed the server's, as PEM, or the path of its file. */
  readonly authority: string | Buffer;
  /** Bearer token. */
  readonly token: string;
}

/** One call. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query. */
  readonly path: string;
  /**
   * Sent as JSON.
   * @default - nothing
   */
  readonly body?: unknown;
  /**
   * What the body is.
   * @default 'application/json'
   */
  readonly contentType?: string;
}

/** What came back. */
export interface Answer<T = unknown> {
  readonly body: T;
  /** Texts of the Warning headers: what the server accepts but dislikes. */
  readonly warnings: readonly string[];
}

/** What an API server says when it refuses: a Status object. */
export interface Refusal {
  readonly message: string;
  /**
   * One word: `AlreadyExists`, `Conflict`, `Invalid` …
   * @default - the answer was no Status
   */
  readonly reason?: string;
  /** @default - nothing to add */
  readonly details?: {
    readonly kind?: string;
    readonly causes?: readonly { readonly field?: string; readonly message?: string }[];
  };
}

/** An API server's refusal. */
export class ApiError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** The server's own words: why, and which fields. */
  readonly answer: Refusal;
  /** Seconds after which the server wants to be asked again; undefined if it doesn't. */
  readonly retryAfter: number | undefined;

  constructor(call: Call, status: number, text: string, retryAfter?: string) {
    const answer = refusal(text);
    super(`${call.method} ${call.path}: ${status} ${answer.message}`);
    this.status = status;
    this.answer = answer;
    this.retryAfter = retryAfter === undefined ? undefined : Number(retryAfter);
  }
}

/** Sends one call and reads the answer. */
export type Send = <T>(call: Call) => Promise<Answer<T>>;

/** How often a server may ask for a call later: as often as Kubernetes' own clients let it. */
const mostRetries = 10;

/**
 * A connection that stays open between calls. A server that has just started asks for some of them a second later, by `Retry-After`; this
 * waits and calls again, as Kubernetes' own clients do.
 * @throws ApiError for every other answer from 400 on
 */
export function connect(props: ConnectionProps): Send {
  const once = sender(props);
  return async <T>(call: Call) => {
    for (let retry = 1; ; retry++) {
      try {
        return await once<T>(call);
      } catch (error) {
        if (!(error instanceof ApiError) || error.retryAfter === undefined || retry > mostRetries) throw error;
        await sleep(error.retryAfter * 1000);
      }
    }
  };
}

function sender({ port, authority, token }: ConnectionProps): Send {
  const ca = typeof authority === 'string' ? readFileSync(authority) : authority;
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ca });
  return <T>(call: Call) =>
    new Promise<Answer<T>>((resolve, reject) => {
      const body = call.body === undefined ? undefined : JSON.stringify(call.body);
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        // Node says of no DELETE how long its body is, and the server would take the body for the next call.
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        ...(body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
      };
      const options = {
        host: '127.0.0.1',
        port,
        agent,
        method: call.method,
        path: call.path,
        headers,
        timeout: 60_000,
      };
      const outgoing = request(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const status = incoming.statusCode ?? 0;
          if (status >= 400) return reject(new ApiError(call, status, text, incoming.headers['retry-after']));
          const isJson = incoming.headers['content-type']?.startsWith('application/json');
          resolve({ body: (isJson ? JSON.parse(text) : text) as T, warnings: warningsOf(incoming.rawHeaders) });
        });
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer in 60 s to ${call.method} ${call.path}`)));
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}

/** `299 - "text"`, one header a warning. */
function warningsOf(headers: readonly string[]): readonly string[] {
  return headers.flatMap((name, index) => {
    if (index % 2 === 1 || name.toLowerCase() !== 'warning') return [];
    return [/^\d+ \S+ "(.*)"$/.exec(headers[index + 1] ?? '')?.[1]?.replaceAll('\\"', '"') ?? headers[index + 1] ?? ''];
  });
}

function refusal(text: string): Refusal {
  try {
    return { message: text, ...(JSON.parse(text) as Partial<Refusal>) };
  } catch {
    return { message: text };
  }
}
