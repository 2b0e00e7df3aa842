import { l10n } from 'vscode';

// Pictures that code names and that are not there. Paths and prompts are arguments; what shows them makes them plain.

/** Hints, quick fixes and the pick of all that is missing. */
export const missing = {
  hint: (path: string) =>
    l10n.t('{0} is not there. A quick fix can generate it or draw a placeholder.', path),
  hintGenerate: (path: string) => l10n.t('{0} is not there. A quick fix can generate it.', path),
  hintOnly: (path: string, type: string) =>
    l10n.t('{0} is not there, and Easel makes no {1} that could be.', path, type),
  generate: () => l10n.t('Generate missing image…'),
  draw: () => l10n.t('Draw placeholder'),
  upgrade: () => l10n.t('Generate this placeholder’s picture…'),
  fixFile: (count: number) => l10n.t('Generate Missing Images… ({0} in this file)', count),
  outside: (path: string) =>
    l10n.t('“{0}” leads out of the workspace folder, where Easel writes nothing.', path),
  notMissing: (path: string) => l10n.t('{0} is not missing any more.', path),
  title: (path: string) => l10n.t('Generate {0}', path),
  go: (path: string, size: string) =>
    size === '' ? l10n.t('Generate {0}', path) : l10n.t('Generate {0} ({1})', path, size),
  placed: (path: string) => l10n.t('Saved {0}', path),
  placedFitted: (path: string, size: string) =>
    l10n.t('Saved {0}, cut and scaled to {1}. The original is in the contact sheet.', path, size),
  drawn: (path: string) => l10n.t('A placeholder stands in {0} now.', path),
  drawnSeveral: (count: number) => l10n.t('{0} placeholders are drawn.', count),
  notDrawn: (paths: string, why: string) => l10n.t('Left out: {0}. {1}', paths, why),
  drawing: () => l10n.t('Drawing placeholders'),
  scanning: () => l10n.t('Looking for missing images'),
  scanned: (files: number, found: number) => l10n.t('{0} files, {1} missing', files, found),
  none: () => l10n.t('All images that the code names are there.'),
  noneInFile: (path: string) => l10n.t('All images that {0} names are there.', path),
  noFile: () => l10n.t('Open a file of the workspace whose missing images are meant.'),
  noWorkspace: () => l10n.t('Open a folder first: missing images are looked for in its files.'),
  allTitle: () => l10n.t('Generate Missing Images'),
  chosen: (count: number, of: number, price: string) =>
    price === ''
      ? l10n.t('{0} of {1} chosen', count, of)
      : l10n.t('{0} of {1} chosen · {2}', count, of, price),
  isPlaceholder: () => l10n.t('placeholder'),
  isMade: () => l10n.t('already made, will be put in place'),
  allMade: () => l10n.t('already made: nothing is sent'),
  editPrompt: () => l10n.t('Edit the prompt'),
  promptTitle: (path: string) => l10n.t('Prompt for {0}', path),
  drawChosen: () => l10n.t('Draw placeholders for the chosen ones, free'),
  drawAll: () => l10n.t('Draw placeholders for all, free'),
  making: (count: number) => l10n.t('Generating missing images: {0}', count),
  progress: (done: number, count: number) => l10n.t('{0} of {1} in place', done, count),
  allPlaced: (count: number) =>
    count === 1 ? l10n.t('1 missing image is in place.') : l10n.t('{0} missing images are in place.', count),
  somePlaced: (placed: number, of: number) => l10n.t('{0} of {1} missing images are in place.', placed, of),
  why: (path: string, why: string) => l10n.t('{0}: {1}', path, why),
  stopped: () => l10n.t('The rest was stopped.'),
  takeUp: () => l10n.t('Take Up Again'),
} as const;
