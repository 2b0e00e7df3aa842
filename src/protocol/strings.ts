import type { Remedy } from '../images/errors.ts';

/**
 * Every text of the contact sheet in English, with `{0}` placeholders. The webview cannot reach VS Code's
 * translations, so the host translates these and sends them. None depends on a plural form.
 */
export const englishStrings = {
  sheetTitle: 'Contact Sheet',
  generate: 'Generate Image…',
  emptyTitle: 'No pictures yet',
  emptyBody: 'Describe a picture and choose how many candidates you want. They arrive here, side by side.',
  emptyHint: 'Or right-click a PNG, JPEG or WebP in the Explorer and choose “Create Variations…”.',

  variationsOf: 'Variations of {0}',
  editOf: 'Edit of {0}',
  noPrompt: 'No prompt',
  showMore: 'Show full prompt',
  showLess: 'Show less',
  offlineBadge: 'offline placeholder',
  runSettings: 'Settings of this run',
  runPictures: 'Pictures of this run',

  chipQuality: '{0} quality',
  chipTransparent: 'transparent background',
  chipOpaque: 'opaque background',
  chipCompression: 'compression {0}',
  chipModeration: '{0} moderation',
  chipComplexity: '{0} complexity',
  chipFidelity: '{0} input fidelity',
  chipFrames: 'frames: {0}',
  chipEcho: '{0} (asked for {1})',

  progress: '{0} of {1}',
  cancel: 'Cancel',
  cancelRun: 'Cancel this run',
  tokens: '{0} tokens',
  actual: '{0} (actual)',
  actualSoFar: 'at least {0} so far (actual, {1} of {2} pictures)',
  actualPart: 'at least {0} (actual, {1} of {2} pictures)',
  actualPartDetail: 'The server has not said for all pictures how many tokens it used',
  tokensPart: 'at least {0} tokens',
  actualDetail: 'Counted from the tokens the server says it used',
  priceUnknown: 'price unknown',
  priceUnknownDetail: 'No price is known for this model, or for all of the tokens it used',
  tokensDetail: 'Input {0} tokens, output {1} tokens',
  estimate: 'about {0}',
  estimateRange: 'about {0} to {1}',
  estimateDetail: 'Estimated before it ran, not billed by Easel',

  pictureAlt: 'Picture {0} of {1}: {2}',
  previewAlt: 'Preview of picture {0} of {1}: {2}',
  pictureActions: 'Actions for picture {0}',
  tileQueued: 'Waiting',
  tileRunning: 'Painting…',
  tileRetrying: 'The server is busy. Trying again in {0}.',
  tileCancelled: 'Cancelled',
  tileInterrupted: 'Interrupted; may have been billed',
  tileFailed: 'This picture failed.',
  tilePreview: 'Preview',
  tilePreviewOnly: 'Preview only',
  tileTooLarge: 'Too many pixels to show; it can be saved',
  tileMissing: 'The picture’s file is missing',
  serverSaid: 'The server said: {0}',
  serverSaidMore: 'What the server said',
  factAlpha: 'alpha',
  factAnimated: 'animated',
  factSizeAsked: 'asked for {0}',
  factNoAlpha: 'not transparent',
  savedTo: 'Saved to {0}',
  openSaved: 'Open {0}',

  save: 'Save',
  saveAs: 'Save As…',
  open: 'Open',
  copy: 'Copy Image',
  variations: 'Create Variations…',
  edit: 'Edit…',
  copied: 'Image copied',
  copyFailed: 'The image could not be copied',

  announceStarted: 'Started; pictures to come: {0}',
  announceReady: 'Picture {0} of {1} ready',
  announceFailed: 'Picture {0} of {1} failed: {2}',
  announceDone: 'Run finished; ready: {0} of {1}',
  announceCancelled: 'Run cancelled',
  announceSaved: 'Saved to {0}',

  'remedy.useReplacement': 'Use {0}',
  'remedy.setApiKey': 'Set API Key…',
  'remedy.chooseModel': 'Choose Model…',
  'remedy.chooseProvider': 'Choose Provider…',
  'remedy.retry': 'Retry',
  'remedy.waitAndRetry': 'Wait and Retry',
  'remedy.openVerification': 'Verify Organization…',
  'remedy.openBilling': 'Open Billing…',
  'remedy.openSettings': 'Open Settings',
  'remedy.showLog': 'Show Log',
} satisfies Readonly<Record<`remedy.${Remedy}`, string> & Record<string, string>>;

/** The same texts in the user's language. */
export type SheetStrings = Readonly<Record<keyof typeof englishStrings, string>>;

/** Puts values into a template's `{0}`, `{1}`, …; a placeholder without a value stays as it is. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
