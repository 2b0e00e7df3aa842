import { l10n } from 'vscode';
import type { ErrorRecord } from '../../images/errors.ts';
import { problemSentence } from './problems.ts';

/** One sentence for an error: what happened and what to do about it. */
export function errorSentence(error: ErrorRecord): string {
  const sentence = sentences[error.kind](error);
  return error.mayBeBilled && !alreadySaysBilled.has(error.kind)
    ? `${sentence} ${l10n.t('The provider may bill it all the same.')}`
    : sentence;
}

const alreadySaysBilled = new Set<ErrorRecord['kind']>(['interrupted', 'timeout', 'cutOff', 'network']);

const sentences: Readonly<Record<ErrorRecord['kind'], (error: ErrorRecord) => string>> = {
  cancelled: () => l10n.t('Cancelled.'),
  timeout: error =>
    error.mayBeBilled
      ? l10n.t(
          '{0} did not finish within the time limit. It may still bill the picture. Raise “easel.timeoutSeconds”, or ask for lower quality.',
          host(error),
        )
      : l10n.t(
          '{0} could not be asked within the time limit. Nothing was sent. Check your connection, or raise “easel.timeoutSeconds”.',
          host(error),
        ),
  interrupted: error =>
    error.mayBeBilled
      ? l10n.t(
          'The window closed while this was being made. It may have been billed; it is not sent again by itself.',
        )
      : l10n.t('The window closed before this was asked for. It is not sent by itself.'),
  network: error =>
    error.mayBeBilled
      ? l10n.t(
          'The connection to {0} broke before an answer came ({1}). It may have been billed.',
          host(error),
          detail(error),
        )
      : l10n.t(
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
    error.detail === undefined
      ? l10n.t(
          'The key was not sent: {0} is reached over plain http, where anybody on the way could read it. Use an https address, or http on this machine only.',
          host(error),
        )
      : l10n.t('The sign-in was not sent: {0} is not one of Azure’s hosts. Use a key there.', host(error)),
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
  server: error =>
    error.status !== undefined && error.status >= 400
      ? l10n.t('{0} failed with status {1}.', host(error), error.status)
      : l10n.t('{0} reported an error.', host(error)),
  invalidRequest: error => {
    if (error.status === 413) return l10n.t('What was sent is too large for {0}.', host(error));
    return error.param
      ? l10n.t('{0} refused the request because of “{1}”.', host(error), error.param)
      : l10n.t('{0} refused the request.', host(error));
  },
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
