// Stands before VS Code's server on loopback and answers the one request that server does not know (see secrets.ts);
// everything else, web sockets included, passes as it is and meets the server's own check of the token.
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { mintKeyPath } from './secrets.ts';

/** What the proxy stands before. */
export interface FrontProxyOptions {
  /** 0: the system picks a free one. Throws with code EADDRINUSE where it is taken. */
  readonly port: number;
  /** The port of VS Code's server. */
  readonly target: number;
  /** The token that server checks. */
  readonly token: string;
  /** 32 bytes that stay the same as long as saved secrets are to be readable. */
  readonly secretKey: Buffer;
}

/** Starts it; returns its port and a function that ends it with all connections. */
export async function startFrontProxy(
  options: FrontProxyOptions,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    const isMint = incoming.method === 'POST' && incoming.url?.split('?')[0]?.endsWith(mintKeyPath) === true;
    if (!isMint) forward(options.target, agent, incoming, response);
    else if (hasToken(incoming, options.token)) response.end(options.secretKey);
    else response.writeHead(403).end();
  });
  const tunnels = new Set<Socket>();
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    tunnel(options.target, incoming, socket, head);
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
    tunnels.forEach(socket => socket.destroy());
    agent.destroy();
  };
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return { port: address.port, close };
}

function hasToken(incoming: IncomingMessage, token: string): boolean {
  return (incoming.headers.cookie ?? '').split(/;\s*/).includes(`vscode-tkn=${token}`);
}

function forward(port: number, agent: Agent, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => undefined);
  });
  outgoing.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  incoming.pipe(outgoing);
}

/** Repeats the request line and the headers, and from then on passes bytes both ways. */
function tunnel(port: number, incoming: IncomingMessage, socket: Socket, head: Buffer): void {
  const upstream = connect(port, '127.0.0.1', () => {
    const { rawHeaders } = incoming;
    const lines = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
    );
    upstream.write(
      [`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1`, ...lines, '', ''].join('\r\n'),
    );
    upstream.write(head);
  });
  pipeline(socket, upstream, socket, () => undefined);
}
