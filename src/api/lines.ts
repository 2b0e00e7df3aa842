import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import type { buildConnector, Client, Dispatcher } from 'undici';
import { bareHost, isPrivateAddress } from './address.ts';
import { proxyFor, type NetworkSettings } from './proxy.ts';
import { privateAddress, publicLookup, type Lookup } from './publicNames.ts';
import { TransportError, type WireRequest } from './transport.ts';

/** A connection attempt that hangs is given up after this long, ms; a slow answer is not. */
const connectTimeoutMs = 30_000;

type Connector = (options: buildConnector.Options, callback: buildConnector.Callback) => unknown;
type TlsOptions = Pick<tls.ConnectionOptions, 'secureContext' | 'rejectUnauthorized'>;

/** What carries one request: its dispatcher and every socket made for it. */
export interface Line {
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>;
  readonly proxy?: string;
  destroy(): void;
}

/** What may be said of a proxy's address that cannot be read: nothing that could be a name or a password. */
function withoutSecrets(address: string): string {
  return address.replace(/^(.*\/\/)?.*@/s, '$1');
}

/** Makes the line for each request: direct or through the proxy that the settings choose for its address. */
export function createLines(
  network: NetworkSettings,
  lookup: Lookup,
): (request: WireRequest) => Promise<Line> {
  const tlsOptions = once(() => tlsOptionsOf(network));
  const connectors = new Map<string, Connector>();
  return async ({ url, publicOnly = false }) => {
    const proxy = proxyFor(url, network);
    if (typeof proxy === 'string')
      throw new TransportError(new Error('not a proxy address'), {
        sent: false,
        proxy: withoutSecrets(proxy),
      });
    if (proxy) return proxyLine(proxy, network, tlsOptions());
    const { buildConnector, Client } = await import('./undici.ts');
    const kind = `${url.protocol}${publicOnly}`;
    let connector = connectors.get(kind);
    if (!connector) {
      // One connector for all, since it remembers TLS sessions.
      connector = buildConnector({
        timeout: connectTimeoutMs,
        allowH2: false,
        ...(url.protocol === 'https:' ? tlsOptions() : {}),
        ...(publicOnly ? { lookup: publicLookup(lookup) } : {}),
      });
      connectors.set(kind, connector);
    }
    return directLine(Client, connector, url, publicOnly);
  };
}

const clientOptions = { headersTimeout: 0, bodyTimeout: 0, allowH2: false } as const;

function directLine(client: typeof Client, connector: Connector, url: URL, publicOnly: boolean): Line {
  if (publicOnly && isPrivateAddress(bareHost(url)))
    throw new TransportError(privateAddress(url.hostname), { sent: false });
  const sockets = new Sockets();
  const dispatcher = new client(url.origin, { ...clientOptions, connect: sockets.tracking(connector) });
  return { dispatcher, destroy: () => destroyAll(dispatcher, sockets) };
}

async function proxyLine(proxy: URL, network: NetworkSettings, options: TlsOptions): Promise<Line> {
  const [{ Client }, { connect, ProxyAgent }] = await Promise.all([
    import('./undici.ts'),
    import('./undiciProxy.ts'),
  ]);
  const sockets = new Sockets();
  const track = (given: object): { connect?: Connector } =>
    hasConnector(given) ? { connect: sockets.tracking(given.connect) } : {};
  const dispatcher = new ProxyAgent({
    ...clientOptions,
    uri: proxy.href,
    connectTimeout: connectTimeoutMs,
    requestTls: options,
    proxyTls: options,
    ...(network.proxyAuthorization ? { token: network.proxyAuthorization } : {}),
    // A proxy that takes the connection and never answers CONNECT must not hold the request for its whole time.
    clientFactory: (origin, given) => {
      const client = new Client(origin, { headersTimeout: connectTimeoutMs, ...track(given) });
      return Object.assign(client, { connect });
    },
    factory: (origin, given) => new Client(origin, { ...clientOptions, ...track(given) }),
  });
  return { dispatcher, proxy: proxy.host, destroy: () => destroyAll(dispatcher, sockets) };
}

function hasConnector(options: object): options is { readonly connect: Connector } {
  return 'connect' in options && typeof options.connect === 'function';
}

function destroyAll(dispatcher: Dispatcher, sockets: Sockets): void {
  dispatcher.destroy().catch(() => undefined);
  sockets.destroy();
}

/** The sockets of one request: undici keeps one that is still connecting until it is there. */
class Sockets {
  readonly #sockets = new Set<Socket>();
  #destroyed = false;

  tracking(connector: Connector): Connector {
    return (options, callback) => {
      const socket = connector(options, callback);
      if (isSocket(socket)) this.#add(socket);
      return socket;
    };
  }

  destroy(): void {
    this.#destroyed = true;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #add(socket: Socket): void {
    if (this.#destroyed) socket.destroy();
    else this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket)));
  }
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'destroy' in value && 'once' in value;
}

/** One context for all connections: undici would make one for each from a list of authorities (6 ms against 2). */
function tlsOptionsOf(network: NetworkSettings): TlsOptions {
  const rejectUnauthorized = network.strictSsl !== false;
  const more = [...(network.certificates ?? [])];
  if (network.systemCertificates) more.push(...tls.getCACertificates('system'));
  if (more.length === 0) return { rejectUnauthorized };
  const ca = [...tls.getCACertificates('default'), ...more];
  return { rejectUnauthorized, secureContext: tls.createSecureContext({ ca }) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
