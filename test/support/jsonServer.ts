import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server of a test on loopback. */
export interface TestServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  /** `METHOD /path` of every request, in order. */
  readonly seen: readonly string[];
  /** Ends it and every connection. */
  close(): void;
}

/** What a test server does with a request; the body has been read. */
export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** Starts a server on a free port. */
export async function startTestServer(answer: Answer): Promise<TestServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
