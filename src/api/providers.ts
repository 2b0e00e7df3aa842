import { ImageError } from '../images/errors.ts';
import type { Route } from '../images/request.ts';

/** Values of the setting `easel.provider`. */
export type ProviderId = 'openai' | 'compatible' | 'offline';

/** Which `response_format` is sent: `auto` asks for base64 where the host's contract has the field. */
export type ResponseFormatPolicy = 'auto' | 'b64_json' | 'url' | 'omit';

/** How one kind of server differs from the others, as data; nothing else in the wire asks who the server is. */
export interface ProviderProfile {
  readonly id: ProviderId;
  /** For people; absent: the host of the base URL. */
  readonly label?: string;
  readonly defaultBaseUrl?: string;
  readonly defaultModel?: string;
  /** How the key goes out: `Authorization: Bearer` or a header that holds nothing else. */
  readonly auth: 'bearer' | 'api-key';
  readonly needsKey: boolean;
  /** Whether `response_format` belongs to the contract there (api-contract §9). */
  readonly responseFormat: boolean;
  /** Whether `/images/variations` may exist there (§1). */
  readonly variations: boolean;
  readonly streams: boolean;
  /** Name of the mask's part (§9). */
  readonly maskField: 'mask' | 'mask_image';
  /** Whether `OpenAI-Organization` and `OpenAI-Project` are understood. */
  readonly organization: boolean;
  /** Address of an endpoint; `model` for servers that have it in the path. */
  readonly endpoint: (baseUrl: string, route: Route | 'models', model?: string) => URL;
}

// A query in a path would be lost on the way, so an endpoint is a URL, not a path.
function openaiEndpoint(baseUrl: string, route: Route | 'models'): URL {
  return new URL(`${baseUrl}/${route === 'models' ? route : `images/${route}`}`);
}

const openai: ProviderProfile = {
  id: 'openai',
  label: 'OpenAI',
  defaultBaseUrl: 'https://api.openai.com/v1',
  defaultModel: 'gpt-image-2.5-flare',
  auth: 'bearer',
  needsKey: true,
  responseFormat: false,
  variations: false,
  streams: true,
  maskField: 'mask',
  organization: true,
  endpoint: openaiEndpoint,
};

const compatible: ProviderProfile = {
  id: 'compatible',
  auth: 'bearer',
  needsKey: false,
  responseFormat: true,
  variations: true,
  streams: false,
  maskField: 'mask',
  organization: false,
  endpoint: openaiEndpoint,
};

/** The provider `openai` at somebody else's address: its contract, but nothing of its hosts' own rules. */
const gateway: ProviderProfile = { ...compatible, id: 'openai', streams: true, organization: true };

const offline: ProviderProfile = {
  ...compatible,
  id: 'offline',
  label: 'Offline placeholders',
  streams: true,
};

/** The records as the settings name them; `profileFor` fits one to an address. */
export const profiles: Readonly<Record<ProviderId, ProviderProfile>> = { openai, compatible, offline };

/** OpenAI's own hosts, regional ones included (§9). */
export function isOfficialHost(host: string): boolean {
  return /^(?:(?:us|eu|ae|au|in|jp)\.)?api\.openai\.com$/i.test(host);
}

/** Azure's hosts for OpenAI models; they share the official contract's refusals (§9). */
function isAzureHost(host: string): boolean {
  return /\.(?:openai|services\.ai|cognitiveservices)\.azure\.(?:com|us|cn)$/i.test(host);
}

/**
 * The record that is true for an address: the official hosts keep the official rules whatever the setting is
 * called, and any other server under the name `openai` gets the tolerant ones.
 */
export function profileFor(id: ProviderId, baseUrl: string): ProviderProfile {
  const host = new URL(baseUrl).hostname;
  if (isOfficialHost(host)) return openai;
  if (isAzureHost(host)) return { ...profiles[id], responseFormat: false, variations: false };
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

function baseUrlRefusal(url: URL, text: string): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `${url.protocol} is not http or https`;
  if (url.username !== '' || url.password !== '') return 'it carries a user name or password';
  if (text.includes('?')) return 'it carries a query';
  if (text.includes('#')) return 'it carries a fragment';
  return undefined;
}
