import { ImageError, type ErrorKind, type ErrorRecord } from '../images/errors.ts';
import { defined, type Complaint } from './envelope.ts';
import { clip, tidy, type Scrub } from './redact.ts';
import { retryAfterMs } from './retry.ts';
import { TransportError } from './transport.ts';

/** What every error of one exchange has in common. */
export interface ErrorContext {
  /** Host the request went to. */
  readonly host: string;
  readonly scrub: Scrub;
}

/** An answer that refuses: status and headers. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The server's id of a request, fit for a log line; some gateways echo whatever they were sent. */
export function requestIdOf(headers: Readonly<Record<string, string>>, scrub: Scrub): string | undefined {
  const id = headers['x-request-id'] || headers['apim-request-id'] || headers['x-ms-request-id'];
  // Cut only afterwards: a secret is found when it is whole.
  const fit = scrub((id ?? '').replace(/[^\x21-\x7e]/g, '')).slice(0, 128);
  return fit === '' ? undefined : fit;
}

const kindOfCode: Readonly<Record<string, ErrorKind>> = {
  moderation_blocked: 'moderation',
  content_policy_violation: 'moderation',
  content_filter: 'moderation',
  contentfilter: 'moderation',
  unsupported_file_mimetype: 'unsupportedFile',
  invalid_image_file: 'unsupportedFile',
  invalid_image_format: 'unsupportedFile',
  unsupported_image: 'unsupportedFile',
  billing_hard_limit_reached: 'quota',
  insufficient_quota: 'quota',
  credit_balance_exhausted: 'quota',
  billing_not_active: 'quota',
  invalid_api_key: 'authentication',
  incorrect_api_key: 'authentication',
  missing_api_key: 'authentication',
  authentication_error: 'authentication',
  organization_verification_required: 'verification',
  model_not_found: 'modelNotFound',
  deploymentnotfound: 'modelNotFound',
  rate_limit_exceeded: 'rateLimit',
  rate_limit_error: 'rateLimit',
  server_is_overloaded: 'overloaded',
  slow_down: 'overloaded',
};

const kindOfStatus: Readonly<Record<number, ErrorKind>> = {
  401: 'authentication',
  402: 'quota',
  403: 'permission',
  404: 'routeNotFound',
  405: 'routeNotFound',
  407: 'proxy',
  // Gateways say so when what is behind them took too long.
  408: 'server',
  415: 'unsupportedFile',
  429: 'rateLimit',
  501: 'routeNotFound',
  503: 'overloaded',
  529: 'overloaded',
};

function kindOf(status: number, complaint: Complaint): ErrorKind {
  const byCode = kindOfWord(complaint.code) ?? kindOfWord(complaint.type);
  if (byCode) return byCode;
  const message = complaint.message ?? '';
  if (/organi[sz]ation must be verified/i.test(message)) return 'verification';
  if (status < 500 && saysNoSuchModel(complaint, message)) return 'modelNotFound';
  return kindOfStatus[status] ?? (status >= 500 ? 'server' : status >= 400 ? 'invalidRequest' : 'server');
}

function kindOfWord(word: string | undefined): ErrorKind | undefined {
  const lower = word?.toLowerCase() ?? '';
  if (lower.endsWith('_spend_limit_exceeded')) return 'quota';
  return Object.hasOwn(kindOfCode, lower) ? kindOfCode[lower] : undefined;
}

const gone = /\b(?:not found|not exist|not available|no longer|has been removed|deprecated|unknown)\b/i;

// Servers without a code say it in words; a bare "Not Found" is a route.
function saysNoSuchModel({ param }: Complaint, message: string): boolean {
  // A complaint about another parameter may name the model too.
  if (param !== undefined && param !== 'model') return false;
  if (param === 'model') return gone.test(message) || /\b(?:invalid|not supported)\b/i.test(message);
  const after = /\bmodel\b(?<rest>[^.;\n]{0,120})/i.exec(message)?.groups?.['rest'];
  return after !== undefined && gone.test(after);
}

/** A refusing answer as the error of the house (api-contract §7): by code first, then by words, then by status. */
export function failureOf(refusal: Refusal, complaint: Complaint, context: ErrorContext): ImageError {
  const { status, headers } = refusal;
  const kind = kindOf(status, complaint);
  const { scrub, host } = context;
  const kept = (text: string | undefined, limit?: number): string | undefined => tidy(text, scrub, limit);
  const detail = complaint.looksLike === 'plain text' ? undefined : complaint.looksLike;
  return new ImageError(
    defined({
      kind,
      status: status === 200 ? undefined : status,
      code: kept(complaint.code ?? wordOf(complaint.type), 100),
      param: kept(complaint.param, 100),
      serverMessage: kept(complaint.message),
      requestId: requestIdOf(headers, scrub),
      host,
      retryAfterMs: retryAfterMs(headers, Date.now()),
      moderation: moderationOf(complaint, kept),
      detail,
      // A server that fails or gives up half-way, whatever status it began with, may have made the picture.
      mayBeBilled: kind === 'server' ? true : undefined,
    }),
  );
}

function wordOf(type: string | undefined): string | undefined {
  return kindOfWord(type) === undefined ? undefined : type;
}

function moderationOf(
  { moderation }: Complaint,
  kept: (text: string | undefined, limit?: number) => string | undefined,
): ErrorRecord['moderation'] {
  if (!moderation) return undefined;
  const categories = moderation.categories
    ?.slice(0, 30)
    .map(name => kept(name, 100))
    .filter(name => name !== undefined);
  return defined({ stage: kept(moderation.stage, 100), categories });
}

/** An error of any origin as the error of the house; `answered` once a 2xx status was there. */
export function wireFailure(error: unknown, context: ErrorContext, answered: boolean): ImageError {
  if (error instanceof ImageError) return error;
  const { host, scrub } = context;
  if (error instanceof TransportError) return transportFailure(error, host, answered);
  const message = error instanceof Error ? error.message : String(error);
  return new ImageError({ kind: 'unexpected', host, detail: clip(scrub(message), 300) });
}

function transportFailure(error: TransportError, host: string, answered: boolean): ImageError {
  const code = error.code || clip(error.message, 200);
  const fail = (kind: ErrorKind, detail: string, extra?: Partial<ErrorRecord>): ImageError =>
    new ImageError({ kind, host, detail, ...extra });
  if (error.code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH')
    return fail('source', 'changed while it was sent');
  if (answered) return fail('cutOff', code, { mayBeBilled: true });
  const proxyStatus = /proxy (?:response|authentication required) \((\d{3})\)/i.exec(error.message)?.[1];
  if (proxyStatus !== undefined)
    return fail('proxy', `${proxyStatus} ${error.proxy ?? ''}`.trim(), { status: Number(proxyStatus) });
  if (isCertificateCode(error.code)) return fail('certificate', code);
  if (proxyIsDown(error)) return fail('proxy', `${code} ${error.proxy ?? ''}`.trim());
  return fail('network', code, error.sent ? { mayBeBilled: true } : {});
}

function proxyIsDown(error: TransportError): boolean {
  return error.proxy !== undefined && !error.sent;
}

/** Codes of OpenSSL and Node for a certificate that was not accepted (node:tls, "X509 certificate error codes"). */
function isCertificateCode(code: string): boolean {
  return (
    /^CERT_|^UNABLE_TO_|SELF_SIGNED|^ERR_TLS_CERT|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$/.test(code) ||
    code === 'PATH_LENGTH_EXCEEDED'
  );
}

/** What ends a request from this side: the user, or the limit of its whole time. */
export function stopped(kind: 'cancelled' | 'timeout', host: string, sent: boolean): ImageError {
  return new ImageError({ kind, host, ...(sent ? { mayBeBilled: true } : {}) });
}
