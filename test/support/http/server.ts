import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Resolves when the connection of this request is closed. */
  readonly closed: Promise<void>;
}

/** Answers one request; the body is there already unless the server was started with `early`. */
export type Handler = (
  seen: Seen,
  response: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>;

/** A real HTTP server on loopback, on a port of its own. */
export interface TestServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly port: number;
  /** Every request that came, in order. */
  readonly seen: readonly Seen[];
  /** Open connections at this moment. */
  readonly connections: () => number;
  /** Resolves when no connection is open. */
  readonly idle: () => Promise<void>;
  /** Resolves when that many requests have begun. */
  readonly begun: (count: number) => Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** Call the handler before the body is read. */
  readonly early?: boolean;
  /** Key and certificate, for https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a server; `close` ends it with all its connections. */
export async function startServer(handler: Handler, options: Options = {}): Promise<TestServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const changed = (): void => waiting.forEach(check => check());
  let begun = 0;

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    begun++;
    changed();
    // A client that goes away in the middle is what some tests are about.
    response.on('error', () => undefined);
    request.on('error', () => undefined);
    void answer(request, response);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const closed = new Promise<void>(resolve => request.socket.once('close', () => resolve()));
    const facts = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      closed,
    };
    const body = options.early === true ? Buffer.alloc(0) : await bodyOf(request);
    if (!body) return;
    const one = { ...facts, body };
    seen.push(one);
    changed();
    await handler(one, response, request);
  };

  const server = options.tls ? createSecureServer(options.tls, onRequest) : createServer(onRequest);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      changed();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const { port } = address;

  const until = (done: () => boolean): Promise<void> =>
    new Promise(resolve => {
      const check = (): void => {
        if (!done()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });

  return {
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    connections: () => sockets.size,
    idle: () => until(() => sockets.size === 0),
    begun: count => until(() => begun >= count),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Undefined when the client went away before it was complete. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  return new Promise(resolve => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => resolve(undefined));
  });
}

/** Sends JSON with its length. */
export function sendJson(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: object = {},
): void {
  const body = Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...headers,
  });
  response.end(body);
}
