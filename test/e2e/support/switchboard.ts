import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One address behind which another server can be put at any time, byte for byte and reset for reset. */
export interface Switchboard {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  /** From now on connections go to the server of this base URL. */
  connectTo(baseUrl: string): void;
  close(): void;
}

/** Starts a switchboard with nobody behind it. */
export async function startSwitchboard(): Promise<Switchboard> {
  const sockets = new Set<Socket>();
  let port = 0;
  const server = createServer(socket => {
    const target = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.resetAndDestroy());
      one.on('close', () => {
        sockets.delete(one);
        other.end();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    connectTo: baseUrl => {
      port = Number(new URL(baseUrl).port);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
