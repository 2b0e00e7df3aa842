import { ImageError, type Account } from '../images/errors.ts';
import type { ImageType } from '../images/picture.ts';
import type { Route } from '../images/request.ts';
import type { MaskField } from './maskField.ts';

/** Values of the setting `easel.provider`. */
export type ProviderId = 'openai' | 'azure' | 'compatible' | 'offline';

/** Which `response_format` is sent: `auto` asks for base64 where the host's contract has the field. */
export type ResponseFormatPolicy = 'auto' | 'b64_json' | 'url' | 'omit';

/** How one kind of server differs from the others, as data; nothing else in the wire asks who the server is. */
export interface ProviderProfile {
  readonly id: ProviderId;
  /** For people; absent: the host of the base URL. */
  readonly label?: string;
  readonly defaultBaseUrl?: string;
  readonly defaultModel?: string;
  /**
   * How the key goes out: `Authorization: Bearer`, a header that holds nothing else, or as an Entra token, which
   * is a bearer token for Azure's hosts and nobody else.
   */
  readonly auth: 'bearer' | 'api-key' | 'entra';
  readonly needsKey: boolean;
  /** Whether `response_format` belongs to the contract there (api-contract §9). */
  readonly responseFormat: boolean;
  /** Whether `/images/variations` may exist there (§1). */
  readonly variations: boolean;
  readonly streams: boolean;
  /** Output formats it refuses although the model makes them (§9). */
  readonly lacksFormats: readonly ImageType[];
  /** Name of the mask's part (§9), or that the server's own description is asked for it. */
  readonly maskField: MaskField | 'described';
  /** Whether `OpenAI-Organization` and `OpenAI-Project` are understood. */
  readonly organization: boolean;
  /** Address of an endpoint; `model` for servers that have it in the path. */
  readonly endpoint: (baseUrl: string, route: Route | 'models', model?: string) => URL;
}

// A query in a path would be lost on the way, so an endpoint is a URL, not a path.
function openaiEndpoint(baseUrl: string, route: Route | 'models'): URL {
  return new URL(`${baseUrl}/${route === 'models' ? route : `images/${route}`}`);
}

/** The contract as its own hosts keep it. */
const official: Omit<ProviderProfile, 'id'> = {
  auth: 'bearer',
  needsKey: true,
  responseFormat: false,
  variations: false,
  streams: true,
  lacksFormats: [],
  maskField: 'mask',
  organization: false,
  endpoint: openaiEndpoint,
};

const openai: ProviderProfile = {
  ...official,
  id: 'openai',
  label: 'OpenAI',
  defaultBaseUrl: 'https://api.openai.com/v1',
  defaultModel: 'gpt-image-2.5-flare',
  organization: true,
};

/** `model` is the name of the deployment (§9). */
const azure: ProviderProfile = {
  ...official,
  id: 'azure',
  label: 'Azure OpenAI',
  auth: 'api-key',
  lacksFormats: ['webp'],
};

/** What an address of Azure's kind may end with beyond the resource's, or its gateway's, own part. */
const azureTail = /(?:\/openai)?(?:\/v\d+)?$/i;

/** Azure's older paths, one for each deployment, with a dated version of the API; a gateway's prefix stays. */
function datedEndpoint(version: string): ProviderProfile['endpoint'] {
  return (baseUrl, route, model = '') => {
    const path = route === 'models' ? 'models' : `deployments/${encodeURIComponent(model)}/images/${route}`;
    const url = new URL(`${baseUrl.replace(azureTail, '')}/openai/${path}`);
    url.searchParams.set('api-version', version);
    return url;
  };
}

const compatible: ProviderProfile = {
  ...official,
  id: 'compatible',
  needsKey: false,
  responseFormat: true,
  variations: true,
  streams: false,
  maskField: 'described',
};

/** The provider `openai` at somebody else's address: its contract, but nothing of its hosts' own rules. */
const gateway: ProviderProfile = { ...compatible, id: 'openai', streams: true, organization: true };

const offline: ProviderProfile = {
  ...compatible,
  id: 'offline',
  label: 'Offline placeholders',
  streams: true,
  maskField: 'mask',
};

/** The records as the settings name them; `profileFor` fits one to an address. */
export const profiles: Readonly<Record<ProviderId, ProviderProfile>> = { openai, azure, compatible, offline };

/** OpenAI's own hosts, regional ones included (§9). */
export function isOfficialHost(host: string): boolean {
  return /^(?:(?:us|eu|ae|au|in|jp)\.)?api\.openai\.com$/i.test(host);
}

/** Azure's hosts for OpenAI models; they share the official contract's refusals (§9). */
export function isAzureHost(host: string): boolean {
  return /\.(?:openai|services\.ai|cognitiveservices)\.azure\.(?:com|us|cn)$/i.test(host);
}

/** Whose account pays for what is asked of a host; undefined where nobody here can know. */
export function accountOf(id: ProviderId, host: string): Account | undefined {
  if (isOfficialHost(host)) return 'openai';
  return id === 'azure' || isAzureHost(host) ? 'azure' : undefined;
}

/** What of the settings changes a provider's record. */
export interface ProfileChoice {
  /** `easel.azure.apiVersion`, such as `2026-02-01`; empty: the v1 paths, which have none. */
  readonly apiVersion?: string;
  /** The key is an Entra token. */
  readonly entra?: boolean;
}

/**
 * The record that is true for an address: the official hosts keep the official rules whatever the setting is
 * called, and any other server under the name `openai` gets the tolerant ones.
 */
export function profileFor(
  id: ProviderId,
  baseUrl: string,
  { apiVersion = '', entra = false }: ProfileChoice = {},
): ProviderProfile {
  const host = new URL(baseUrl).hostname;
  if (id === 'azure') {
    const endpoint = apiVersion === '' ? azure.endpoint : datedEndpoint(apiVersion);
    return { ...azure, endpoint, auth: entra ? 'entra' : 'api-key' };
  }
  if (isOfficialHost(host)) return openai;
  if (isAzureHost(host))
    return { ...profiles[id], responseFormat: false, variations: false, maskField: 'mask' };
  if (id !== 'openai') return profiles[id];
  return gateway;
}

/**
 * A base URL as it is kept and compared: no white space, no slash at the end. It is what a key belongs to.
 * @throws ImageError `missingBaseUrl` when empty, `badBaseUrl` when it is not http(s) or has a user, a query or a fragment
 */
export function normaliseBaseUrl(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ImageError({ kind: 'missingBaseUrl' });
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (!url) throw new ImageError({ kind: 'badBaseUrl', detail: 'not an address' });
  const refusal = baseUrlRefusal(url, trimmed);
  if (refusal) throw new ImageError({ kind: 'badBaseUrl', detail: refusal });
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * A base URL for a provider: the address of an Azure resource, or of a gateway before it, means its v1 paths
 * unless it names a version itself. @throws as `normaliseBaseUrl`
 */
export function baseUrlFor(id: ProviderId, text: string): string {
  const baseUrl = normaliseBaseUrl(text);
  if (id !== 'azure' || /\/v\d+$/i.test(baseUrl)) return baseUrl;
  return /\/openai$/i.test(baseUrl) ? `${baseUrl}/v1` : `${baseUrl}/openai/v1`;
}

function baseUrlRefusal(url: URL, text: string): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `${url.protocol} is not http or https`;
  if (url.username !== '' || url.password !== '') return 'it carries a user name or password';
  if (text.includes('?')) return 'it carries a query';
  if (text.includes('#')) return 'it carries a fragment';
  return undefined;
}
