import { tileMime } from '../../protocol/names.ts';
import { parseTileDrag } from '../../protocol/tileDrag.ts';
import type { Ui } from '../ui.ts';

/** Type of what a reference carries while it is dragged to another place among its like. */
export const referenceDragType = 'application/vnd.easel.reference';

/** How VS Code's explorer names files, and how everybody does. */
const uriTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

const taken: ReadonlySet<string> = new Set(['Files', tileMime, ...uriTypes]);

/** Something is dragged over the composer: pictures and files are welcome. */
export function onDragOver(ui: Ui, event: DragEvent): void {
  const { dataTransfer } = event;
  if (!dataTransfer || dataTransfer.types.includes(referenceDragType)) return;
  if (!dataTransfer.types.some(type => taken.has(type))) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'copy';
  ui.dispatch({ type: 'composer.dragged', over: true });
}

/** It left the composer, not only one of its parts. */
export function onDragLeave(ui: Ui, { currentTarget, relatedTarget }: DragEvent): void {
  const inside =
    currentTarget instanceof Element &&
    relatedTarget instanceof Node &&
    currentTarget.contains(relatedTarget);
  if (!inside) ui.dispatch({ type: 'composer.dragged', over: false });
}

/** It was let go of: a tile of the sheet, files of the desktop, or files of the explorer. */
export function onDrop(ui: Ui, event: DragEvent): void {
  const { dataTransfer } = event;
  if (!dataTransfer || dataTransfer.types.includes(referenceDragType)) return;
  event.preventDefault();
  ui.dispatch({ type: 'composer.dragged', over: false });
  const tile = parseTileDrag(dataTransfer.getData(tileMime));
  if (tile) return ui.act({ type: 'composer.addTile', of: tile });
  const files = [...dataTransfer.files];
  if (files.length > 0) return ui.act({ type: 'composer.addFiles', files });
  const uris = urisOf(dataTransfer);
  if (uris.length > 0) ui.act({ type: 'composer.addUris', uris });
}

/** Pictures of the clipboard; where there are words too, these are what is meant. */
export function onPaste(ui: Ui, event: ClipboardEvent): void {
  const { clipboardData } = event;
  if (!clipboardData || clipboardData.types.includes('text/plain')) return;
  const files = [...clipboardData.files].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0) return;
  event.preventDefault();
  ui.act({ type: 'composer.addFiles', files: files.map(nameless) });
}

/** The browser calls every pasted picture image.png, which tells nobody anything. */
function nameless(file: File): File {
  return file.name === 'image.png' ? new File([file], '', { type: file.type }) : file;
}

function urisOf(dataTransfer: DataTransfer): readonly string[] {
  const text = uriTypes.map(type => dataTransfer.getData(type)).find(found => found !== '') ?? '';
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}
