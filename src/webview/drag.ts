import type { TileRef } from '../protocol/messages.ts';
import { tileMime } from '../protocol/names.ts';
import { tileDragText } from '../protocol/tileDrag.ts';

/** Says what is dragged. No file and no text goes along, so that nothing but Easel answers the drop. */
export function startDrag({ dataTransfer }: DragEvent, of: TileRef): void {
  if (!dataTransfer) return;
  // What the browser itself puts there for a picture is its address in the library.
  dataTransfer.clearData();
  dataTransfer.setData(tileMime, tileDragText(of));
  dataTransfer.effectAllowed = 'copy';
}
