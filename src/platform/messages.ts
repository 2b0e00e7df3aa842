import { l10n } from 'vscode';
import type { PriceRange } from '../images/cost.ts';
import type { ErrorRecord, Problem, Remedy } from '../images/errors.ts';
import { englishStrings, type SheetStrings } from '../protocol/strings.ts';

// All sentences of the extension stand here. Texts that come from outside are arguments, never part of a key;
// what shows them makes them plain.

/** All texts of the contact sheet, in the user's language. */
export function sheetStrings(): SheetStrings {
  const strings: Record<keyof SheetStrings, string> = { ...englishStrings };
  for (const key of Object.keys(strings).filter(isSheetString)) strings[key] = l10n.t(englishStrings[key]);
  return strings;
}

function isSheetString(key: string): key is keyof SheetStrings {
  return key in englishStrings;
}

/** What a remedy's button says. */
export function remedyLabel(remedy: Remedy): string {
  return l10n.t(englishStrings[`remedy.${remedy}`]);
}

/** One sentence for an error: what happened and what to do about it. */
export function errorSentence(error: ErrorRecord): string {
  const sentence = sentences[error.kind](error);
  return error.mayBeBilled && !alreadySaysBilled.has(error.kind)
    ? `${sentence} ${l10n.t('The provider may bill it all the same.')}`
    : sentence;
}

const alreadySaysBilled = new Set<ErrorRecord['kind']>(['interrupted', 'timeout', 'cutOff']);

const sentences: Readonly<Record<ErrorRecord['kind'], (error: ErrorRecord) => string>> = {
  cancelled: () => l10n.t('Cancelled.'),
  timeout: error =>
    l10n.t(
      '{0} did not finish within the time limit. It may still bill the picture. Raise “easel.timeoutSeconds”, or ask for lower quality.',
      host(error),
    ),
  interrupted: () =>
    l10n.t(
      'The window closed while this was being made. It may have been billed; it is not sent again by itself.',
    ),
  network: error =>
    l10n.t(
      '{0} could not be reached ({1}). Check the address and your connection.',
      host(error),
      detail(error),
    ),
  cutOff: error =>
    l10n.t('The connection to {0} broke while the picture arrived. It may have been billed.', host(error)),
  certificate: error =>
    l10n.t(
      'The certificate of {0} is not trusted ({1}). If your organization has its own authority, add it to this system and keep “http.systemCertificates” on.',
      host(error),
      detail(error),
    ),
  proxy: error =>
    l10n.t(
      'The proxy refused the connection ({0}). Check “http.proxy” and “http.proxyAuthorization”.',
      detail(error),
    ),
  insecure: error =>
    l10n.t(
      'The key was not sent: {0} is reached over plain http, where anybody on the way could read it. Use an https address, or http on this machine only.',
      host(error),
    ),
  missingKey: error => l10n.t('No API key is stored for {0}.', host(error)),
  missingBaseUrl: () =>
    l10n.t('This provider needs an address: set “easel.baseUrl”, for example http://127.0.0.1:8080/v1.'),
  badBaseUrl: error => l10n.t('“easel.baseUrl” cannot be used: {0}.', detail(error)),
  authentication: error => l10n.t('{0} did not accept the API key.', host(error)),
  permission: error => l10n.t('{0} does not allow this key to do that.', host(error)),
  verification: () => l10n.t('Your OpenAI organization must be verified before it can use this model.'),
  modelNotFound: error =>
    l10n.t('{0} does not have this model, or your key may not use it. Choose another one.', host(error)),
  routeNotFound: error =>
    l10n.t(
      '{0} has no such endpoint. Check that the address ends with the version, such as /v1.',
      host(error),
    ),
  moderation: error =>
    error.moderation?.categories?.length
      ? l10n.t(
          'Blocked by the provider’s content policy ({0}: {1}). Change the words or the picture.',
          error.moderation.stage ?? l10n.t('request'),
          error.moderation.categories.join(', '),
        )
      : l10n.t('Blocked by the provider’s content policy. Change the words or the picture.'),
  quota: error => l10n.t('Your account at {0} is out of credit or over its spending limit.', host(error)),
  rateLimit: error => l10n.t('{0} is limiting how fast you may ask.', host(error)),
  overloaded: error => l10n.t('{0} is overloaded right now.', host(error)),
  server: error => l10n.t('{0} failed with status {1}.', host(error), error.status ?? 500),
  invalidRequest: error =>
    error.param
      ? l10n.t('{0} refused the request because of “{1}”.', host(error), error.param)
      : l10n.t('{0} refused the request.', host(error)),
  unsupportedFile: error =>
    l10n.t('{0} does not take a file of this kind. Use PNG, JPEG or WebP.', host(error)),
  invalid: error =>
    (error.problems ?? []).map(problemSentence).join(' ') || l10n.t('This cannot be asked for.'),
  badAnswer: error =>
    l10n.t(
      '{0} answered with {1} instead of a picture. Check that the address is that of an Images API.',
      host(error),
      detail(error),
    ),
  emptyAnswer: error => l10n.t('{0} answered without a picture.', host(error)),
  badPicture: error => l10n.t('What arrived is not a whole picture: {0}.', detail(error)),
  tooLarge: error => l10n.t('The answer is larger than Easel accepts ({0}).', detail(error)),
  serverPath: error =>
    l10n.t(
      '{0} answered with a path on its own disk, which cannot be opened from here. Ask it for base64: set the response format to “b64_json” on the server or in Easel.',
      host(error),
    ),
  download: error => l10n.t('The picture’s address could not be fetched ({0}).', detail(error)),
  redirect: error =>
    l10n.t(
      '{0} redirects to another address. A request that carries a key is not sent on: put the final address into “easel.baseUrl”.',
      host(error),
    ),
  disk: error =>
    l10n.t(
      'The picture could not be written to disk ({0}). Free some space or check the folder’s permissions.',
      detail(error),
    ),
  source: error =>
    l10n.t('“{0}” could not be read as a picture. Use a PNG, JPEG or WebP file.', detail(error)),
  unexpected: error => l10n.t('Something unexpected went wrong: {0}', detail(error)),
};

function host(error: ErrorRecord): string {
  return error.host ?? l10n.t('The server');
}

function detail(error: ErrorRecord): string {
  return error.detail ?? error.code ?? l10n.t('no further detail');
}

/** One sentence for a refusal found before sending, with the nearest value that would pass. */
export function problemSentence(problem: Problem): string {
  const args = problem.args ?? {};
  const sentence = (problemSentences[problem.code] ?? unknownProblem)(args, problem.field);
  return problem.nearest === undefined ? sentence : `${sentence} ${l10n.t('Nearest: {0}.', problem.nearest)}`;
}

type Args = Readonly<Record<string, string | number>>;

function arg(args: Args, name: string): string {
  return String(args[name] ?? '');
}

function unknownProblem(args: Args, field: string): string {
  return l10n.t('“{0}” cannot be used for {1}.', arg(args, 'value'), field);
}

const problemSentences: Readonly<Record<string, (args: Args, field: string) => string>> = {
  'prompt.empty': () => l10n.t('Say in words what the picture should show.'),
  'prompt.tooLong': args =>
    l10n.t('The prompt has {0} characters; this model takes {1}.', arg(args, 'length'), arg(args, 'max')),
  'n.range': args =>
    l10n.t(
      '{0} pictures cannot be asked for at once; this model makes up to {1}.',
      arg(args, 'value'),
      arg(args, 'max'),
    ),
  'size.malformed': args => l10n.t('“{0}” is not a size. Write it as 1024x1024.', arg(args, 'value')),
  'size.unsupported': args => l10n.t('This model does not make {0}.', arg(args, 'value')),
  'size.notDivisible': args => l10n.t('{0}: both edges must be multiples of 16.', arg(args, 'value')),
  'size.edgeTooLong': args => l10n.t('{0}: the longest edge may be 3840.', arg(args, 'value')),
  'size.tooSlim': args =>
    l10n.t('{0}: the long edge may be at most three times the short one.', arg(args, 'value')),
  'size.tooFewPixels': args => l10n.t('{0} is too small for this model.', arg(args, 'value')),
  'size.tooManyPixels': args => l10n.t('{0} is too large for this model.', arg(args, 'value')),
  'field.value': (args, field) =>
    l10n.t('“{0}” is not a {1} of this model. It takes: {2}.', arg(args, 'value'), field, arg(args, 'legal')),
  'field.unsupported': (_, field) => l10n.t('This model has no {0}.', field),
  'background.jpeg': () => l10n.t('A JPEG cannot be transparent: use png or webp.'),
  'compression.format': () => l10n.t('Compression needs the output format jpeg or webp.'),
  'compression.range': args => l10n.t('Compression goes from 0 to 100, not {0}.', arg(args, 'value')),
  'stream.count': () => l10n.t('Only one picture can be streamed at a time.'),
  'stream.format': () => l10n.t('gif and svg cannot be streamed.'),
  'images.none': () => l10n.t('Choose at least one picture to start from.'),
  'images.unsupported': () => l10n.t('This model cannot start from a picture.'),
  'images.tooMany': args =>
    l10n.t('{0} pictures are too many; this model takes {1}.', arg(args, 'count'), arg(args, 'max')),
  'source.type': args =>
    l10n.t('“{0}” is not of a kind this model takes ({1}).', arg(args, 'file'), arg(args, 'types')),
  'source.notPng': args =>
    l10n.t(
      '“{0}” is not a PNG. This server’s variations endpoint takes square PNG files under 4 MB only.',
      arg(args, 'file'),
    ),
  'source.notSquare': args =>
    l10n.t(
      '“{0}” is {1}, not square. This server’s variations endpoint takes square PNG files under 4 MB only.',
      arg(args, 'file'),
      arg(args, 'size'),
    ),
  'source.tooLarge': args =>
    l10n.t('“{0}” is too large: {1} MB is the limit.', arg(args, 'file'), arg(args, 'megabytes')),
};

/** A price for people: `$0.04`, `$0.01 to $0.17`; small amounts keep two digits that count. */
export function priceText(price: PriceRange): string {
  const [low, high] = [usd(price.low), usd(price.high)];
  return low === high ? low : l10n.t('{0} to {1}', low, high);
}

function usd(amount: number): string {
  return amount >= 0.1 ? `$${amount.toFixed(2)}` : `$${Number(amount.toPrecision(2))}`;
}
