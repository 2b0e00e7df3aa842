import * as vscode from 'vscode';
import type { ImageParameters } from '../images/request.ts';

/** Settings of application scope: who is asked, and how long. Workspace and remote settings cannot reach them. */
export interface ProviderSettings {
  readonly provider: 'openai' | 'azure' | 'compatible' | 'offline';
  /** As typed by the user; may be empty or wrong. */
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number;
  readonly organization: string;
  readonly project: string;
  /** Dated version of Azure's API; empty: its v1 paths. */
  readonly apiVersion: string;
  readonly responseFormat: 'auto' | 'b64_json' | 'url' | 'omit';
  readonly transport: 'undici' | 'fetch';
}

/** How pictures are saved; a repository may say so once it is trusted. */
export interface SaveSettings {
  readonly folder: string;
  readonly fileName: string;
}

const section = 'easel';

/** Bytes; as sizes of files are shown, so that a limit reads as it was typed. */
export const megabyte = 1_000_000;

/** Who is asked. Only the user's own settings count, whatever a workspace says. */
export function providerSettings(): ProviderSettings {
  const settings = vscode.workspace.getConfiguration(section);
  const own = <T>(name: string, fallback: T): T => settings.inspect<T>(name)?.globalValue ?? fallback;
  const provider = own<string>('provider', 'openai');
  return {
    provider: oneOf(['azure', 'compatible', 'offline'], provider, 'openai'),
    baseUrl: own('baseUrl', '').trim(),
    model: own('model', '').trim(),
    timeoutMs: clamp(own('timeoutSeconds', 600), 10, 3600) * 1000,
    organization: own('organization', '').trim(),
    project: own('project', '').trim(),
    apiVersion: own('azure.apiVersion', '').trim(),
    responseFormat: oneOf(['b64_json', 'url', 'omit'], own<string>('responseFormat', 'auto'), 'auto'),
    transport: oneOf(['fetch'], own<string>('transport', 'undici'), 'undici'),
  };
}

/** Parameters as set; what is unset is absent and will not be sent. */
export function parameterSettings(): ImageParameters {
  const settings = vscode.workspace.getConfiguration(section);
  const text = (name: string): string | undefined => settings.get<string | null>(name) || undefined;
  const compression = settings.get<number | null>('outputCompression');
  const values = {
    size: text('size'),
    quality: text('quality'),
    background: text('background'),
    outputFormat: text('outputFormat'),
    outputCompression: compression ?? undefined,
    moderation: text('moderation'),
    partialImages: settings.get<number>('partialImages', 1),
  };
  // The manifest's enums name what the types allow; anything else is the server's to refuse.
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as ImageParameters;
}

/** Whether the user asked for partial pictures by name, which also counts for models nobody knows. */
export function partialsAreAskedFor(): boolean {
  const found = vscode.workspace.getConfiguration(section).inspect<number>('partialImages');
  return (found?.workspaceValue ?? found?.globalValue ?? 0) > 0;
}

/** Pictures of one run, 1 to 10. */
export function countSetting(): number {
  return clamp(Math.round(vscode.workspace.getConfiguration(section).get('count', 1)), 1, 10);
}

/** The user's own directions of variations; what is none is left out. */
export function directionSettings(): readonly { readonly label: string; readonly prompt: string }[] {
  const entries = vscode.workspace.getConfiguration(section).get<unknown>('directions', []);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return entry.trim() === '' ? [] : { label: entry, prompt: entry };
    const has = typeof entry === 'object' && entry !== null && 'prompt' in entry;
    if (!has || typeof entry.prompt !== 'string' || entry.prompt.trim() === '') return [];
    const label = 'label' in entry && typeof entry.label === 'string' ? entry.label : entry.prompt;
    return { label, prompt: entry.prompt };
  });
}

/** How pictures are saved in the folder that a file belongs to. */
export function saveSettings(scope: vscode.Uri | undefined): SaveSettings {
  const settings = vscode.workspace.getConfiguration(section, scope);
  return { folder: settings.get('saveFolder', ''), fileName: settings.get('fileName', '${slug}') };
}

/** Whether missing images of a file are hinted at. */
export function missingHints(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(section, scope).get('missingImages.hints', true);
}

/** How much the library may take before pictures are offered for removal, bytes; 0: any amount. The user's own. */
export function libraryLimitBytes(): number {
  const found = vscode.workspace.getConfiguration(section).inspect<number>('library.limitMB');
  return clamp(found?.globalValue ?? 2048, 0, Number.MAX_SAFE_INTEGER / megabyte) * megabyte;
}

/** The editor's own network settings, as plain data. */
export function httpSettings(): {
  readonly proxySupport: 'off' | 'on' | 'override' | 'fallback';
  readonly proxy: string;
  readonly noProxy: readonly string[];
  readonly proxyAuthorization: string;
  readonly strictSsl: boolean;
  readonly systemCertificates: boolean;
} {
  const http = vscode.workspace.getConfiguration('http');
  return {
    proxySupport: http.get('proxySupport', 'override'),
    proxy: http.get('proxy', ''),
    noProxy: http.get('noProxy', []),
    proxyAuthorization: http.get<string | null>('proxyAuthorization') ?? '',
    strictSsl: http.get('proxyStrictSSL', true),
    systemCertificates: http.get('systemCertificates', true),
  };
}

/** Writes one of the user's own settings. */
export async function setUserSetting(name: string, value: string | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration(section).update(name, value || undefined, target);
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : low;
}

/** A word of a setting, or what it means when it is none of them. */
function oneOf<const T extends string, const F extends string>(
  words: readonly T[],
  value: string,
  otherwise: F,
): T | F {
  return words.find(word => word === value) ?? otherwise;
}
