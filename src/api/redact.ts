/** Takes secrets out of text from outside before it may be kept or shown. */
export type Scrub = (text: string) => string;

const keyLike = /\b(?:sk|xai|gsk|hf|key)[-_][A-Za-z0-9_*-]{8,}/g;

/** A scrub that knows the secrets of one client, and what keys look like in general: servers quote them back. */
export function scrubber(...secrets: readonly (string | undefined)[]): Scrub {
  const known = secrets.flatMap(secret =>
    // A host name comes back in small letters.
    secret !== undefined && secret.length > 3 ? [secret, secret.toLowerCase()] : [],
  );
  return text => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '[key]');
    return clean.replace(keyLike, '[key]');
  };
}

/** Text from a server, fit to be kept: no control characters, at most `limit` UTF-16 units. */
export function clip(text: string, limit = 1000): string {
  const clean = text
    .slice(0, limit * 4)
    .replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  // Not in the middle of a surrogate pair, which JSON of some readers would refuse.
  const cut = clean.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A field of an answer without secrets, fit to be kept; undefined when there is none, or nothing of it is left. */
export function tidy(text: string | undefined, scrub: Scrub, limit?: number): string | undefined {
  return text === undefined ? undefined : clip(scrub(text), limit) || undefined;
}

/** An address as the log may show it: no query, no user, no fragment. */
function plainUrl(url: URL): string {
  return `${url.host}${url.pathname}`;
}

/** Facts of one exchange that may be logged. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  /** HTTP status, or the kind of the error that came instead. */
  readonly outcome: number | string;
  readonly requestId?: string | undefined;
  readonly ms: number;
  /** Bytes of the answer's body as they came over the wire. */
  readonly bytes?: number;
}

/** One log line of an exchange: no key, no prompt, no query, no picture data. */
export function exchangeLine(exchange: Exchange): string {
  const parts = [exchange.method, plainUrl(exchange.url), String(exchange.outcome)];
  if (exchange.requestId) parts.push(exchange.requestId);
  parts.push(`${Math.round(exchange.ms)} ms`);
  if (exchange.bytes !== undefined) parts.push(`${exchange.bytes} bytes`);
  return parts.join(' ');
}
