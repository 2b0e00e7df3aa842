// The servers that go wrong. All listen on loopback, on ports of their own.
import { createServer, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { ImagesApiOptions } from '../../src/api/client.ts';
import { sendJson, startServer, type Handler } from '../support/http/server.ts';
import type { Running } from './fault.ts';

type Options = Partial<ImagesApiOptions>;
type ServerOptions = Parameters<typeof startServer>[1];

const models = { object: 'list', data: [{ id: 'm', object: 'model' }] };

/** A server that answers every request for pictures like this; its list of models is in order. */
export function answering(
  handler: Handler,
  options: Options = {},
  serverOptions?: ServerOptions,
): () => Promise<Running> {
  return async () => {
    const server = await startServer((seen, response, request) => {
      if (seen.method === 'GET' && seen.url.endsWith('/models')) return sendJson(response, 200, models);
      return handler(seen, response, request);
    }, serverOptions);
    const count = (method: string): number => server.seen.filter(seen => seen.method === method).length;
    return {
      baseUrl: `${server.origin}/v1`,
      options,
      seen: () => ({ posts: count('POST'), gets: count('GET') }),
      sockets: server.connections,
      close: () => server.close(),
    };
  };
}

/** Answers the first request by one handler, all others by another. */
export function firstThen(first: Handler, others: Handler): () => Promise<Running> {
  return () => {
    let count = 0;
    const handler: Handler = (...args) => (count++ === 0 ? first(...args) : others(...args));
    return answering(handler)();
  };
}

/** The POST gets an answer, the first GET of what it links to another, and all others a third. */
export function firstGetThen(
  post: Handler,
  first: Handler,
  others: Handler,
  options: Options = {},
): () => Promise<Running> {
  return () => {
    let count = 0;
    const get: Handler = (...args) => (count++ === 0 ? first(...args) : others(...args));
    return linking(post, get, options)();
  };
}

/** The POST gets an answer, and what it links to another. */
export function linking(post: Handler, get: Handler, options: Options = {}): () => Promise<Running> {
  return answering((...args) => (args[0].method === 'POST' ? post(...args) : get(...args)), options);
}

/** Bytes instead of HTTP. `seen` counts what looks like the first line of a request. */
export async function startRaw(
  onSocket: (socket: Socket) => void,
  at: (port: number) => { readonly baseUrl: string; readonly options?: Options },
): Promise<Running> {
  const sockets = new Set<Socket>();
  const seen = { posts: 0, gets: 0 };
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)));
    socket.on('data', bytes => {
      const text = bytes.toString('latin1');
      if (text.startsWith('POST ')) seen.posts++;
      if (text.startsWith('GET ')) seen.gets++;
    });
    onSocket(socket);
  });
  const port = await listening(server);
  return {
    ...at(port),
    seen: () => ({ ...seen }),
    sockets: () => sockets.size,
    close: () => closed(server, sockets),
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

/** The address of a server that is gone. */
export async function gone(): Promise<{ readonly port: number; readonly origin: string }> {
  const server = await startServer(() => undefined);
  await server.close();
  return server;
}

/** A fault that is there without any server of its own. */
export function nobody(baseUrl: string, options: Options = {}): Running {
  return {
    baseUrl,
    options,
    seen: () => ({ posts: 0, gets: 0 }),
    sockets: () => 0,
    close: () => Promise.resolve(),
  };
}

/** Resolves when `holds` does; asked again on every turn, the test's own limit ends it. */
export async function when(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}
