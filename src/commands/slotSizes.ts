import * as vscode from 'vscode';
import type { Slot } from '../images/run.ts';
import { isPlaceable } from '../images/size.ts';
import { words } from '../platform/messages/commands.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { Services } from './services.ts';

/** A size that code says of a picture, to be offered. */
export interface SlotSize {
  readonly slot: Slot;
  /** `480 × 320`, in px. */
  readonly label: string;
  /** Where the code says so. */
  readonly description: string;
}

/** Places of code that are looked for; more would make a list nobody reads. */
const mostSizes = 8;

/**
 * The sizes in which the code shows a file, once and twice for dense screens; empty for files that no code shows in a
 * size of its own. The place keeps the file's path, so that its format stays.
 */
export async function slotSizes(services: Services, { uri }: SourceReference): Promise<readonly SlotSize[]> {
  const file = vscode.Uri.parse(uri, true);
  if (!vscode.workspace.getWorkspaceFolder(file)) return [];
  const path = vscode.workspace.asRelativePath(file, false);
  const places = await services.placesOf([uri]);
  const sizes = places.flatMap(({ label, line, width, height }) => {
    if (width === undefined || height === undefined) return [];
    return [1, 2].map((density): SlotSize => {
      const slot = {
        width: Math.round(width * density),
        height: Math.round(height * density),
        path,
        label: path,
      };
      const where = density === 1 ? words.sizeInCode(label, line) : words.denseSizeInCode(label, line);
      return { slot, label: `${slot.width} × ${slot.height}`, description: where };
    });
  });
  const once = new Map(sizes.filter(({ slot }) => isPlaceable(slot)).map(size => [size.label, size]));
  return [...once.values()].slice(0, mostSizes);
}
