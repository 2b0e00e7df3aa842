import type { TileRef } from '../protocol/messages.ts';

/** The kind of a dragged picture: known to the editor's drop provider and to the composer, to nobody else. */
export const tileMime = 'application/vnd.easel.tile';

/** Says what is dragged. No file and no text goes along, so that nothing but Easel answers the drop. */
export function startDrag({ dataTransfer }: DragEvent, { runId, tileId }: TileRef): void {
  if (!dataTransfer) return;
  // What the browser itself puts there for a picture is its address in the library.
  dataTransfer.clearData();
  dataTransfer.setData(tileMime, JSON.stringify({ runId, tileId }));
  dataTransfer.effectAllowed = 'copy';
}
