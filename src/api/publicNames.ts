import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { bareHost, isPrivateAddress } from './address.ts';
import { abortReason } from './transport.ts';

/** `dns.lookup` where all addresses are asked for. */
export type Lookup = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves a name to its public addresses only, so that the check and the connection use the same answer. */
export function publicLookup(lookup: Lookup): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const open = addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = open;
      if (!first) return callback(privateAddress(hostname), '');
      return options.all ? callback(null, open) : callback(null, first.address, first.family);
    });
}

/** What a connection outside the public internet is refused with. */
export function privateAddress(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is not on the public internet`), { code: 'EPRIVATE' });
}

/**
 * For those who connect by themselves: a name of which any address is private is refused beforehand. One that cannot
 * be resolved here is left to them, since a proxy may know it.
 * @throws Error with code `EPRIVATE`; the signal's reason after an abort
 */
export async function assertPublic(url: URL, lookup: Lookup, signal: AbortSignal): Promise<void> {
  const host = bareHost(url);
  const addresses = await addressesOf(host, lookup, signal);
  if ([host, ...addresses].some(isPrivateAddress)) throw privateAddress(host);
}

/** None when the name cannot be resolved. A lookup cannot be stopped, but needs not be waited for. */
function addressesOf(host: string, lookup: Lookup, signal: AbortSignal): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortReason(signal));
    signal.addEventListener('abort', stop, { once: true });
    lookup(host, { all: true }, (error, found) => {
      signal.removeEventListener('abort', stop);
      resolve(error ? [] : found.map(({ address }) => address));
    });
  });
}
