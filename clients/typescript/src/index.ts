import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type { paths };

/** Who asks: a registered client with its secret, or a token that is there already (a citizen's session). */
export type Credentials = { clientId: string; clientSecret: string; scope?: string } | { token: string };

/** A problem document (RFC 9457). Rely on `code`; the words may change. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Schemas['Problem'],
    readonly retryAfterSeconds: number | null,
  ) {
    super(`${status} ${code}: ${problem.detail ?? problem.title}`);
    this.name = 'ProblemError';
  }
}

const mostRepetitions = 4;

/** Typed calls by path, with tokens, keys for repetition, and problems as errors. */
export function createClient(baseUrl: string, credentials: Credentials, send: typeof fetch = fetch): Client<paths> {
  const tokens = new Tokens(baseUrl, credentials, send);
  const client = createFetchClient<paths>({ baseUrl, fetch: (request) => repeat(request, send) });
  const middleware: Middleware = {
    async onRequest({ request }) {
      if (!request.headers.has('Authorization')) {
        request.headers.set('Authorization', `Bearer ${await tokens.current()}`);
      }
      if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
        request.headers.set('Idempotency-Key', crypto.randomUUID());
      }
      return request;
    },
    async onResponse({ response }) {
      if (response.status < 400) return undefined;
      throw await problemOf(response);
    },
  };
  client.use(middleware);
  return client;
}

/** Everything of a list that answers pages: follows `next` to the end. */
export async function* all<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | null }>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { items, next } = await page(cursor);
    yield* items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.clone().text();
  const problem = (response.headers.get('Content-Type')?.startsWith('application/problem+json') ? JSON.parse(text) : {
    type: 'about:blank', title: response.statusText, status: response.status, code: 'server.error',
  }) as Schemas['Problem'];
  const wait = Number(response.headers.get('Retry-After'));
  return new ProblemError(response.status, problem.code, problem, wait > 0 ? wait : null);
}

/** A POST that carries a key is repeated when the line breaks or the service asks for it; nothing else is. */
async function repeat(request: Request, send: typeof fetch): Promise<Response> {
  const mayRepeat = request.method === 'POST' && request.headers.has('Idempotency-Key');
  for (let repetition = 0; ; repetition++) {
    const isLast = !mayRepeat || repetition === mostRepetitions;
    try {
      const response = await send(request.clone());
      if (isLast || !(await asksToRepeat(response))) return response;
      await pause(Number(response.headers.get('Retry-After')) * 1000 || 200 * 2 ** repetition);
    } catch (error) {
      if (isLast) throw error;
      await pause(200 * 2 ** repetition);
    }
  }
}

async function asksToRepeat(response: Response): Promise<boolean> {
  if (response.status === 429 || response.status === 503) return true;
  return response.status === 409 && (await response.clone().text()).includes('"idempotency-key.in-progress"');
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, Math.min(milliseconds, 30_000)));

class Tokens {
  private token = '';
  private goodUntil = 0;

  constructor(
    private readonly baseUrl: string,
    private readonly credentials: Credentials,
    private readonly send: typeof fetch,
  ) {}

  async current(): Promise<string> {
    if ('token' in this.credentials) return this.credentials.token;
    if (Date.now() < this.goodUntil) return this.token;
    const { clientId, clientSecret, scope } = this.credentials;
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...(scope ? { scope } : {}) });
    const response = await this.send(new Request(`${this.baseUrl}/v1/oauth/token`, { method: 'POST', body: form }));
    if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);
    const given = (await response.json()) as Schemas['TokenResponse'];
    this.token = given.access_token;
    this.goodUntil = Date.now() + (Number(given.expires_in) - 30) * 1000;
    return this.token;
  }
}
