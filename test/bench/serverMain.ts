// The server, a process of its own, with the bodies of one case: `/v1/images/…` for the clients, `/raw` for the floor.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { bodiesOf } from './bodies.ts';
import { caseOf } from './cases.ts';

const { contentType, chunks, raw, pictures, joined } = bodiesOf(caseOf(process.argv[2] ?? ''));
const [only] = chunks;
const length = only && chunks.length === 1 ? { 'content-length': only.length } : {};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // As a server does that needs the picture before it can begin.
  await finished(request.resume());
  if (request.url === '/raw') {
    response.writeHead(200, { 'content-length': raw.length }).end(raw);
    return;
  }
  response.writeHead(200, { 'content-type': contentType, ...length });
  for (const chunk of chunks) if (!response.write(chunk)) await once(response, 'drain');
  response.end();
}

const server = createServer((request, response) => {
  // A client that goes away fails its own run.
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.send?.({ port, pictures, joined });
});
process.once('disconnect', () => process.exit());
