import { createServer, request as forward } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What a proxy was asked: `CONNECT host:port`, or method and address of a plain request. */
export interface TestProxy {
  readonly url: string;
  readonly asked: readonly { readonly what: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/** A proxy on loopback for both forms; every request goes to `target` whatever its host is. `status` refuses all. */
export async function startProxy(target: { readonly port: number }, status?: number): Promise<TestProxy> {
  const asked: { what: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push({
      what: `${request.method} ${request.url}`,
      authorization: request.headers['proxy-authorization'],
    });
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    const { method, headers } = request;
    const onward = forward(
      { port: target.port, host: '127.0.0.1', path: pathname + search, method, headers },
      answer => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, client) => {
    asked.push({ what: `CONNECT ${request.url}`, authorization: request.headers['proxy-authorization'] });
    client.on('error', () => undefined);
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const onward = connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Yes\r\n\r\n');
      onward.pipe(client);
      client.pipe(onward);
    });
    onward.on('error', () => client.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
