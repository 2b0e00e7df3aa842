/** What went wrong, one kind per thing a user can do about it. */
export type ErrorKind =
  /** The user stopped it. */
  | 'cancelled'
  /** The time limit of the whole request passed; the server may still bill it. */
  | 'timeout'
  /** The editor closed or reloaded while the request ran; may have been billed. */
  | 'interrupted'
  /** No connection: name not found, refused, reset before an answer. */
  | 'network'
  /** The connection broke after the answer began; may have been billed. */
  | 'cutOff'
  /** The server's certificate was not accepted. */
  | 'certificate'
  /** A proxy refused or asked for credentials. */
  | 'proxy'
  /** A key over plain http to another machine, or a token for a host it is not for: refused before sending. */
  | 'insecure'
  /** No key is stored for a host that needs one. */
  | 'missingKey'
  /** No base URL is set for a provider that needs one. */
  | 'missingBaseUrl'
  /** The base URL is not an http(s) address, or carries credentials. */
  | 'badBaseUrl'
  /** 401. */
  | 'authentication'
  /** 403. */
  | 'permission'
  /** 403: the organization must be verified. */
  | 'verification'
  | 'modelNotFound'
  /** 404, 405, 501 on a route. */
  | 'routeNotFound'
  | 'moderation'
  /** Out of credit or over a spending limit. */
  | 'quota'
  | 'rateLimit'
  | 'overloaded'
  /** 5xx. */
  | 'server'
  /** The server refused the request: 400, 409, 413, 422. */
  | 'invalidRequest'
  | 'unsupportedFile'
  /** Refused here before anything was sent; `problems` says why. */
  | 'invalid'
  /** The answer is not what an Images API answers with; `detail` says what it is. */
  | 'badAnswer'
  /** Success without a picture. */
  | 'emptyAnswer'
  /** Bytes of a picture that are cut short or not an image; `detail` says what they are. */
  | 'badPicture'
  /** The answer is larger than the limits allow. */
  | 'tooLarge'
  /** The server answered with a path on its own disk. */
  | 'serverPath'
  /** A picture's URL could not be fetched or may not be. */
  | 'download'
  /** A redirect of a request that carries a key. */
  | 'redirect'
  /** The picture could not be written to this disk. */
  | 'disk'
  /** A source file could not be read. */
  | 'source'
  /** Anything else: a bug of ours. */
  | 'unexpected';

/** A refusal found before sending. The domain speaks in codes; sentences are made at the edge. */
export interface Problem {
  /** For example `size.notDivisible`. */
  readonly code: string;
  readonly field: string;
  readonly args?: Readonly<Record<string, string | number>>;
  /** The nearest value that would pass, as the API spells it. */
  readonly nearest?: string | number;
}

/** Who sends the bill, of those whose pages are known. */
export type Account = 'openai' | 'azure';

/** The part of an error that is kept, shown and sent to the webview: plain data, no key, no prompt. */
export interface ErrorRecord {
  readonly kind: ErrorKind;
  /** HTTP status. */
  readonly status?: number;
  readonly code?: string;
  readonly param?: string;
  /** The server's own words, at most 1000 characters: data, never markup. */
  readonly serverMessage?: string;
  readonly requestId?: string;
  /** Host the request went to, for sentences. */
  readonly host?: string;
  /** Whose account the request was for, where that has pages of its own: of `quota` and `verification` only. */
  readonly account?: Account;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs?: number;
  readonly moderation?: { readonly stage?: string; readonly categories?: readonly string[] };
  readonly problems?: readonly Problem[];
  /** A short fact for the sentence: `ENOTFOUND`, `an HTML page`, a file name. */
  readonly detail?: string;
  /** Model to use instead of one that is gone. */
  readonly replacement?: string;
  /** The provider may bill this request although it failed. */
  readonly mayBeBilled?: boolean;
}

/** The one error of the house; everything thrown on purpose is one. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly record: ErrorRecord;

  constructor(record: ErrorRecord, options?: ErrorOptions) {
    super([record.kind, record.status, record.code, record.detail].filter(Boolean).join(' '), options);
    this.record = record;
  }

  get kind(): ErrorKind {
    return this.record.kind;
  }
}

/** Any thrown thing as a record; foreign errors become `unexpected` with their message as detail. */
export function toErrorRecord(error: unknown): ErrorRecord {
  if (error instanceof ImageError) return error.record;
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}

/** What the user can do about an error, as buttons, most useful first. */
export type Remedy =
  /** The record's `replacement` from now on, and try again. */
  | 'useReplacement'
  | 'setApiKey'
  | 'chooseModel'
  | 'chooseProvider'
  | 'retry'
  | 'waitAndRetry'
  | 'openVerification'
  | 'openBilling'
  | 'openSettings'
  | 'showLog';

const remediesOf: Readonly<Record<ErrorKind, readonly Remedy[]>> = {
  cancelled: ['retry'],
  timeout: ['retry', 'openSettings', 'showLog'],
  interrupted: ['retry'],
  network: ['retry', 'chooseProvider', 'showLog'],
  cutOff: ['retry', 'showLog'],
  certificate: ['openSettings', 'retry', 'showLog'],
  proxy: ['openSettings', 'retry', 'showLog'],
  insecure: ['chooseProvider', 'retry'],
  missingKey: ['setApiKey', 'chooseProvider'],
  missingBaseUrl: ['chooseProvider'],
  badBaseUrl: ['chooseProvider', 'openSettings'],
  authentication: ['setApiKey', 'retry', 'showLog'],
  permission: ['chooseModel', 'setApiKey', 'retry', 'showLog'],
  verification: ['openVerification', 'chooseModel', 'retry'],
  modelNotFound: ['chooseModel', 'retry', 'showLog'],
  routeNotFound: ['chooseProvider', 'retry', 'showLog'],
  moderation: ['retry', 'showLog'],
  quota: ['openBilling', 'retry', 'chooseProvider'],
  rateLimit: ['waitAndRetry', 'showLog'],
  overloaded: ['waitAndRetry', 'showLog'],
  server: ['retry', 'showLog'],
  invalidRequest: ['chooseModel', 'retry', 'showLog'],
  unsupportedFile: ['retry', 'showLog'],
  invalid: ['openSettings'],
  badAnswer: ['chooseProvider', 'retry', 'showLog'],
  emptyAnswer: ['retry', 'showLog'],
  badPicture: ['retry', 'showLog'],
  tooLarge: ['retry', 'showLog'],
  serverPath: ['chooseProvider', 'retry', 'showLog'],
  download: ['retry', 'showLog'],
  redirect: ['chooseProvider', 'retry', 'showLog'],
  disk: ['retry', 'showLog'],
  source: ['showLog'],
  unexpected: ['retry', 'showLog'],
};

/** Whether a word names a kind of this version: an earlier or a later one may have had others. */
export function isErrorKind(word: string): word is ErrorKind {
  return Object.hasOwn(remediesOf, word);
}

/** Fields that stand in the settings, or may. */
const inSettings: ReadonlySet<string> = new Set([
  'n',
  'size',
  'quality',
  'background',
  'outputFormat',
  'outputCompression',
  'moderation',
  'partialImages',
  'path',
]);

function invalidRemedies({ problems = [] }: ErrorRecord): readonly Remedy[] {
  if (problems.some(({ field }) => field === 'model')) return ['chooseModel'];
  if (problems.some(({ field }) => field === 'provider')) return ['chooseProvider'];
  return problems.some(({ field }) => inSettings.has(field)) ? ['openSettings'] : [];
}

/** The buttons an error offers (api-contract, errors table). */
export function remedies(error: ErrorRecord): readonly Remedy[] {
  const own = error.kind === 'invalid' ? invalidRemedies(error) : remediesOf[error.kind];
  const here = own.filter(remedy => isThere(remedy, error));
  return error.replacement === undefined ? here : ['useReplacement', ...here];
}

/** Pages that only some providers have. */
function isThere(remedy: Remedy, { account }: ErrorRecord): boolean {
  if (remedy === 'openBilling') return account !== undefined;
  return remedy !== 'openVerification' || account === 'openai';
}
