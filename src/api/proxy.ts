import { isIPv4 } from 'node:net';
import { bareHost, isLoopbackUrl } from './address.ts';

/** The network settings of the editor and the environment, as plain data. */
export interface NetworkSettings {
  /** `http.proxySupport`. */
  readonly proxySupport: 'off' | 'on' | 'override' | 'fallback';
  /** `http.proxy`; empty: from the environment. */
  readonly proxy?: string;
  /** `http.noProxy`. */
  readonly noProxy?: readonly string[];
  /** `http.proxyAuthorization`: the whole value of the header. */
  readonly proxyAuthorization?: string;
  /** `http.proxyStrictSSL`: false accepts any certificate. */
  readonly strictSsl?: boolean;
  /** `http.systemCertificates`: trust what the operating system trusts. */
  readonly systemCertificates?: boolean;
  /** More authorities to trust, as PEM. */
  readonly certificates?: readonly string[];
  /** HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read from here, in either case. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The network as it is without an editor: the environment's proxy, strict certificates. */
export const defaultNetwork: NetworkSettings = { proxySupport: 'override', env: process.env };

/**
 * The proxy for an address, or undefined to connect directly (order: libraries, "proxy, certificates").
 * A proxy that cannot be read as an address is returned as text, for the error message.
 */
export function proxyFor(url: URL, settings: NetworkSettings): URL | string | undefined {
  if (settings.proxySupport === 'off' || isLoopbackUrl(url)) return undefined;
  const env = settings.env ?? {};
  const exceptions = [...(settings.noProxy ?? []), ...split(env['NO_PROXY'] ?? env['no_proxy'])];
  if (exceptions.some(pattern => matches(pattern, url))) return undefined;
  const text = settings.proxy?.trim() || fromEnvironment(url, env)?.trim();
  return text ? proxyUrl(text) : undefined;
}

function fromEnvironment(url: URL, env: NonNullable<NetworkSettings['env']>): string | undefined {
  const http = env['HTTP_PROXY'] || env['http_proxy'];
  if (url.protocol === 'http:') return http;
  return env['HTTPS_PROXY'] || env['https_proxy'] || http;
}

function proxyUrl(text: string): URL | string {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return text;
  const url = new URL(full);
  return /^(?:https?|socks5?):$/.test(url.protocol) ? url : text;
}

function split(list: string | undefined): readonly string[] {
  return (list ?? '').split(/[\s,;]+/);
}

/** NO_PROXY as curl and VS Code read it: `*`, a host with all below it, `.suffix`, `*.suffix`, `host:port`, CIDR. */
function matches(pattern: string, url: URL): boolean {
  const text = pattern.trim().toLowerCase();
  if (text === '') return false;
  if (text === '*') return true;
  const host = bareHost(url).toLowerCase();
  if (text.includes('/')) return inSubnet(host, text);
  const { name, port } = splitPort(text);
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const suffix = name.replace(/^\*?\./, '');
  return host === suffix || host.endsWith(`.${suffix}`);
}

function splitPort(text: string): { readonly name: string; readonly port?: string } {
  const found = /^(?:\[(?<v6>[^\]]+)\]|(?<name>[^:]+))(?::(?<port>\d+))?$/.exec(text);
  const name = found?.groups?.['v6'] ?? found?.groups?.['name'] ?? text;
  const port = found?.groups?.['port'];
  return port === undefined ? { name } : { name, port };
}

function inSubnet(host: string, subnet: string): boolean {
  const [net = '', length = ''] = subnet.split('/');
  if (!isIPv4(host) || !isIPv4(net) || !/^\d{1,2}$/.test(length)) return false;
  const mask = Number(length) === 0 ? 0 : (-1 << (32 - Number(length))) >>> 0;
  return (numeric(host) & mask) >>> 0 === (numeric(net) & mask) >>> 0;
}

function numeric(ipv4: string): number {
  return ipv4.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
}
