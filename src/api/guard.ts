import { ImageError } from '../images/errors.ts';
import { isLoopbackUrl } from './address.ts';
import { isAzureHost, type ProviderProfile } from './providers.ts';

/** Who asks: what goes into the headers of every keyed request. */
export interface Identity {
  readonly key?: string | undefined;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  readonly userAgent: string;
}

/**
 * Refuses what must not be sent at all, before anything is opened.
 * @throws ImageError `missingKey`, `insecure`, `authentication`
 */
export function assertMaySend(url: URL, profile: ProviderProfile, key: string | undefined): void {
  const { host } = url;
  if (key === undefined) {
    if (profile.needsKey) throw new ImageError({ kind: 'missingKey', host });
    return;
  }
  if (url.protocol !== 'https:' && !isLoopbackUrl(url)) throw new ImageError({ kind: 'insecure', host });
  // Microsoft's token opens more than pictures: it is for Azure's own hosts.
  if (profile.auth === 'entra' && !isAzureHost(url.hostname)) {
    throw new ImageError({ kind: 'insecure', host, detail: 'not an Azure host' });
  }
  // Pasted with a line break or a dash that is none: it cannot be a header, and no server knows such a key.
  if (!isHeaderWord(key))
    throw new ImageError({ kind: 'authentication', host, detail: 'not the form of a key' });
}

/** The headers every request to the provider has. */
export function identityHeaders(profile: ProviderProfile, identity: Identity): Record<string, string> {
  const { key, organization, project, userAgent } = identity;
  return {
    'user-agent': userAgent,
    ...(key === undefined ? {} : keyHeader(profile, key)),
    ...(profile.organization && organization && isHeaderWord(organization)
      ? { 'openai-organization': organization }
      : {}),
    ...(profile.organization && project && isHeaderWord(project) ? { 'openai-project': project } : {}),
  };
}

function keyHeader({ auth }: ProviderProfile, key: string): Record<string, string> {
  return auth === 'api-key' ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}

function isHeaderWord(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
