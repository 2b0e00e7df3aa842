// Before there is an answer.
import { sendJson } from '../../support/http/server.ts';
import { selfSigned } from '../../support/http/certificate.ts';
import { startProxy } from '../../support/http/proxyServer.ts';
import { testKey } from '../../support/http/client.ts';
import { good, resets, sendGood } from '../bodies.ts';
import { fault, type Fault, type Running } from '../fault.ts';
import { answering, gone, nobody, startRaw } from '../servers.ts';

const once = { maxRetries: 0 };

/** Says this instead of HTTP, once it was asked. */
function says(text: string): () => Promise<Running> {
  return () =>
    startRaw(
      socket => socket.once('data', () => socket.end(text)),
      port => ({ baseUrl: `http://127.0.0.1:${port}/v1` }),
    );
}

/** A proxy that answers a request for a tunnel like this. */
function proxySaying(text: string): () => Promise<Running> {
  return () =>
    startRaw(
      socket => socket.once('data', () => socket.end(text)),
      port => ({
        baseUrl: 'https://images.example/v1',
        options: { network: { proxySupport: 'override', proxy: `http://127.0.0.1:${port}` } },
      }),
    );
}

/** A server with a certificate of its own for `localhost`, reached as `images.example`. */
async function misnamed(): Promise<Running> {
  const server = await answering(sendGood, {}, { tls: selfSigned })();
  const proxy = await startProxy({ port: Number(new URL(server.baseUrl).port) });
  const network = { proxySupport: 'override', proxy: proxy.url, certificates: [selfSigned.cert] } as const;
  const close = async (): Promise<void> => {
    await proxy.close();
    await server.close();
  };
  return { ...server, baseUrl: 'https://images.example/v1', options: { network }, close };
}

/** No connection, or one that breaks before it said anything. */
export const connections: readonly Fault[] = [
  fault('name not found', async () => nobody('https://images.invalid/v1'), { kind: 'network', posts: 0 }),
  fault('connection refused', async () => nobody(`${(await gone()).origin}/v1`), {
    kind: 'network',
    posts: 0,
  }),
  fault(
    'closed as soon as connected',
    () =>
      startRaw(
        socket => socket.destroy(),
        port => ({ baseUrl: `http://127.0.0.1:${port}/v1` }),
      ),
    // Whether the request was read before cannot be known from here.
    { kind: 'network', posts: 0, billed: true },
  ),
  fault(
    'reset before the headers',
    answering((_seen, _response, request) => void request.socket.resetAndDestroy()),
    { kind: 'network', billed: true },
  ),
  fault(
    'closed before the headers',
    answering((_seen, _response, request) => void request.socket.end()),
    { kind: 'network', billed: true },
  ),
  fault('reset after the headers', answering(resets(200, '')), { kind: 'cutOff', billed: true }),
  fault('reset in the middle of the headers', says('HTTP/1.1 200 OK\r\ncontent-ty'), {
    kind: 'network',
    billed: true,
  }),
  fault('an answer that is no HTTP', says('SSH-2.0-OpenSSH_9.6\r\n'), { kind: 'network', billed: true }),
  fault('headers without end', says(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(100_000)}\r\n\r\n`), {
    kind: 'network',
    billed: true,
  }),
  fault(
    'TLS where plain http speaks',
    async () => {
      const server = await answering(sendGood)();
      return { ...server, baseUrl: server.baseUrl.replace('http:', 'https:') };
    },
    { kind: 'network', posts: 0 },
  ),
  fault(
    'plain http where TLS speaks',
    async () => {
      const server = await answering(sendGood, {}, { tls: selfSigned })();
      return { ...server, baseUrl: server.baseUrl.replace('https:', 'http:') };
    },
    { kind: 'network', posts: 0, billed: true },
  ),
  fault('TLS: unknown authority', answering(sendGood, {}, { tls: selfSigned }), {
    kind: 'certificate',
    posts: 0,
  }),
  fault('TLS: another name', misnamed, { kind: 'certificate', posts: 0 }),
  fault(
    'TLS: a handshake that is broken off',
    async () =>
      startRaw(
        socket => socket.once('data', () => socket.destroy()),
        port => ({ baseUrl: `https://127.0.0.1:${port}/v1` }),
      ),
    { kind: 'network', posts: 0 },
  ),
  fault('key over plain http', async () => nobody('http://192.0.2.1/v1', { key: testKey }), {
    kind: 'insecure',
    posts: 0,
  }),
];

/** Between here and the server. */
export const proxies: readonly Fault[] = [
  fault('proxy: 407', proxySaying('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'), {
    kind: 'proxy',
    posts: 0,
  }),
  fault('proxy: 403', proxySaying('HTTP/1.1 403 Forbidden\r\n\r\n'), { kind: 'proxy', posts: 0 }),
  fault('proxy: 502', proxySaying('HTTP/1.1 502 Bad Gateway\r\n\r\n'), { kind: 'proxy', posts: 0 }),
  fault('proxy: hangs up', proxySaying(''), { kind: 'proxy', posts: 0 }),
  fault(
    'proxy: refused',
    async () =>
      nobody('https://images.example/v1', {
        network: { proxySupport: 'override', proxy: (await gone()).origin },
      }),
    { kind: 'proxy', posts: 0 },
  ),
  fault(
    'proxy: not an address',
    async () =>
      nobody('https://images.example/v1', { network: { proxySupport: 'override', proxy: 'pac+http://x' } }),
    { kind: 'proxy', posts: 0 },
  ),
  fault(
    'proxy: 407 for plain http',
    async () => {
      const server = await answering((_seen, response) => sendJson(response, 407, ''))();
      const network = { proxySupport: 'override', proxy: new URL(server.baseUrl).origin } as const;
      return { ...server, baseUrl: 'http://images.example/v1', options: { network } };
    },
    { kind: 'proxy' },
  ),
  fault(
    'proxy: a tunnel that breaks',
    () =>
      startRaw(
        socket =>
          socket.once('data', () => {
            socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
            socket.once('data', () => socket.resetAndDestroy());
          }),
        port => ({
          baseUrl: 'https://images.example/v1',
          options: { ...once, network: { proxySupport: 'override', proxy: `http://127.0.0.1:${port}` } },
        }),
      ),
    { kind: 'proxy', posts: 0 },
  ),
];

/** For the first request of all, which loads the client's parts. */
export const warmUp: Fault = fault(
  'none',
  answering((_seen, response) => sendJson(response, 200, good)),
  {
    kind: 'none',
    files: ['run-0.png'],
  },
);
