import { l10n } from 'vscode';
import type { PrepareNote } from '../../images/transform.ts';

// What variations, replacing and derived sets ask and say. Texts from outside are arguments.

/** Putting a picture in place of its source, and taking that back. */
export const replace = {
  undo: () => l10n.t('Undo Replace'),
  compare: () => l10n.t('Compare'),
  replaced: (label: string) => l10n.t('Replaced {0}', label),
  restored: (label: string) => l10n.t('The old {0} is back.', label),
  nothing: () => l10n.t('There is no replacement to undo.'),
  noSource: () => l10n.t('This picture was not made from a file of yours, so there is none to replace.'),
  otherFormat: (label: string, type: string) =>
    l10n.t('{0} would not be what its name says: this picture is a {1}. Use the one that fits.', label, type),
  stillFitting: () => l10n.t('The picture that fits is not there yet. Wait a moment.'),
  sizeQuestion: (label: string) => l10n.t('Replace {0} by a picture of another size?', label),
  sizeDetail: (before: string, after: string) =>
    l10n.t('The file is {0}, this picture is {1}.', before, after),
  dirtyQuestion: (label: string) => l10n.t('{0} has changes that are not saved. Replace it?', label),
  dirtyDetail: () => l10n.t('The editor keeps its changes; saving them later would undo the replacement.'),
  outsideQuestion: (label: string) => l10n.t('{0} is not in this workspace. Replace it?', label),
  outsideDetail: () => l10n.t('Its old bytes are kept in the library, and can be put back.'),
  changedQuestion: (label: string) =>
    l10n.t('{0} was changed after it was replaced. Put the old one back?', label),
  changedDetail: () => l10n.t('What is there now is lost then.'),
  putBack: () => l10n.t('Put It Back'),
  compareTitle: (label: string) => l10n.t('{0}: before and after', label),
} as const;

/** What is sent of a source. */
export const sending = {
  looking: () => l10n.t('Looking at what will be sent…'),
  one: (size: string, type: string, bytes: string, notes: string) =>
    notes === ''
      ? l10n.t('Sends {0} {1}, {2}, as it is', size, type, bytes)
      : l10n.t('Sends {0} {1}, {2}, {3}', size, type, bytes, notes),
  several: (count: number, bytes: string, notes: string) =>
    notes === ''
      ? l10n.t('Sends {0} pictures, {1}, as they are', count, bytes)
      : l10n.t('Sends {0} pictures, {1}, {2}', count, bytes, notes),
  preview: () => l10n.t('Preview What Is Sent'),
  fit: () => l10n.t('Pad or crop to a square…'),
  fitTitle: () => l10n.t('This Endpoint Takes Squares Only'),
  padTransparent: () => l10n.t('Pad, transparent'),
  padTransparentDetail: () => l10n.t('The whole picture, with nothing round it'),
  padEdge: () => l10n.t('Pad with the colour of the edge'),
  padEdgeDetail: () => l10n.t('The whole picture, with its background carried on'),
  crop: () => l10n.t('Crop to the middle'),
  cropDetail: () => l10n.t('What lies outside is not sent, and stays as it is'),
  noteNames: (): Readonly<Record<PrepareNote, string>> => ({
    turned: l10n.t('turned upright'),
    padded: l10n.t('padded'),
    cropped: l10n.t('cropped'),
    scaled: l10n.t('scaled down'),
    reencoded: l10n.t('written in another format or anew'),
    firstFrame: l10n.t('first frame only'),
    unsigned: l10n.t('without its signature'),
    noProfile: l10n.t('without its colour profile'),
  }),
} as const;

/** Directions of variations. */
export const directions = {
  heading: () => l10n.t('Directions, one candidate each'),
  ownHeading: () => l10n.t('Your own directions'),
  same: (count: number) => (count === 1 ? l10n.t('Same, again') : l10n.t('Same, again × {0}', count)),
  sameDetail: () => l10n.t('The number button is for these'),
  palette: () => l10n.t('New palette'),
  dark: () => l10n.t('Darker theme'),
  simpler: () => l10n.t('Simpler'),
  closer: () => l10n.t('Closer'),
  angle: () => l10n.t('Other angle'),
  season: () => l10n.t('Other season'),
  outline: () => l10n.t('Outline'),
  pixelArt: () => l10n.t('Pixel art'),
  picked: () => l10n.t('picked'),
  addButton: () => l10n.t('Add the words as a direction'),
} as const;

/** Derived sets. */
export const derive = {
  title: (name: string) => l10n.t('Make Sizes and Formats of {0}', name),
  placeholder: () => l10n.t('What should be made?'),
  scale: (factor: number) => l10n.t('@{0}x', factor),
  scaleDetail: (width: number) => l10n.t('{0} px wide', width),
  tooSmall: (width: number) => l10n.t('{0} px wide; this picture has fewer', width),
  webp: () => l10n.t('WebP beside each'),
  webpDetail: () => l10n.t('Kept only where it is smaller'),
  favicon: () => l10n.t('favicon.ico'),
  faviconDetail: () => l10n.t('16 to 256 px in one file'),
  touchIcon: () => l10n.t('apple-touch-icon.png'),
  touchIconDetail: () => l10n.t('180 px on white'),
  widthTitle: () => l10n.t('Width at 1x'),
  widthPrompt: (width: number) => l10n.t('In pixels; this picture is {0} wide', width),
  widthWrong: (width: number) => l10n.t('A whole number from 1 to {0}', width),
  folderTitle: () => l10n.t('Save the Set Here'),
  working: (name: string) => l10n.t('Making sizes and formats of {0}', name),
  takenQuestion: (names: string) => l10n.t('Replace {0}?', names),
  takenDetail: () => l10n.t('Files of these names are there already. “Keep Both” takes the next free names.'),
  replaceThem: () => l10n.t('Replace'),
  keepBoth: () => l10n.t('Keep Both'),
  saved: (count: number, folder: string) =>
    count === 1 ? l10n.t('Saved 1 file to {0}.', folder) : l10n.t('Saved {0} files to {1}.', count, folder),
  notSmaller: (names: string) => l10n.t('Not smaller as WebP, so left out: {0}.', names),
  masterTooSmall: (names: string) => l10n.t('Too few pixels for: {0}.', names),
  noProfile: (names: string) => l10n.t('Without the picture’s colour profile: {0}.', names),
  iconEdges: (name: string, edges: string) => l10n.t('{0} at {1} px', name, edges),
  onlyFirst: (label: string, count: number) =>
    l10n.t(
      'Sets are made of one picture at a time: of the {1} selected ones only {0} is used.',
      label,
      count,
    ),
  nothing: () => l10n.t('Nothing was made.'),
  copyCode: () => l10n.t('Copy Code'),
  showCode: () => l10n.t('Show Code'),
} as const;

/** What became of the file of a picture of which another part is shown now. */
export const crop = {
  updated: (label: string) => l10n.t('Updated {0} with the new crop.', label),
  undo: () => l10n.t('Undo'),
  changed: (label: string) =>
    l10n.t('The crop was moved, but {0} was left as it is: it does not hold the old crop any more.', label),
  gone: (label: string) => l10n.t('The crop was moved, but {0} is not there any more.', label),
  replace: () => l10n.t('Replace…'),
  saveAs: () => l10n.t('Save As…'),
} as const;
