import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Everything that is not the public internet (IANA special-purpose registries, RFC 6890). */
const special = new BlockList();
const specialIpv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const specialIpv6: readonly (readonly [string, number])[] = [
  // With the IPv4-compatible addresses, which lead wherever their IPv4 part does.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];
for (const [net, prefix] of specialIpv4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of specialIpv6) special.addSubnet(net, prefix, 'ipv6');

/** The host of a URL without the brackets that an IPv6 address wears there. */
export function bareHost(url: URL): string {
  const host = url.hostname;
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

// An IPv4 address may come dressed as IPv6 (`::ffff:10.0.0.1`): BlockList sees through it.
function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether an IP address (not a name) is this machine. */
function isLoopbackAddress(address: string): boolean {
  return isIn(loopback, address);
}

/** Whether an IP address (not a name) is outside the public internet: loopback, private, link-local, reserved. */
export function isPrivateAddress(address: string): boolean {
  return isIn(special, address);
}

/** Whether a URL names this machine, by address or as `localhost` (RFC 6761: never resolved elsewhere). */
export function isLoopbackUrl(url: URL): boolean {
  const host = bareHost(url).toLowerCase().replace(/\.$/, '');
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);
}
