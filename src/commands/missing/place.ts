import { join } from 'node:path';
import * as vscode from 'vscode';
import { ImageError } from '../../images/errors.ts';
import { shownPicture, type Run, type Tile } from '../../images/run.ts';
import { addBytes } from '../../platform/projectFiles.ts';
import { mayReplace, remember, type Saved } from '../save.ts';
import type { Services } from '../services.ts';
import { confinedFile } from '../sources.ts';
import type { Offer } from './offer.ts';
import { isDrawn } from './slot.ts';

/** A picture that is where the code names it. */
export interface Placed extends Saved {
  /** Whether its bytes are others than the server's. */
  readonly fitted: boolean;
}

/** Where an offer's picture goes. @throws ImageError `invalid` when that is outside of the workspace folder */
export function uriOf({ root, path }: Offer): Promise<vscode.Uri> {
  return confinedFile(root, path);
}

/**
 * Puts a picture exactly where the code names it, in the size and type it is to have there; the server's own stays in
 * the library. Undefined when something is there by now that may not be replaced.
 * @throws ImageError `badPicture`, `disk`, `invalid`
 */
export async function putInPlace(
  services: Services,
  run: Run,
  tile: Tile,
  offer: Offer,
): Promise<Placed | undefined> {
  // What was brought into the slot already is only copied.
  const shown = shownPicture(tile);
  if (!shown || !tile.picture) throw new ImageError({ kind: 'unexpected', detail: 'no picture' });
  const uri = await uriOf(offer);
  const local = join(services.archive.folderOf(run.id), shown.file);
  const bytes = await services.fitToSlot(local, offer.size, offer.type);
  const { type, width, height } = tile.picture;
  const fitted =
    type !== offer.type || (offer.size.width ?? width) !== width || (offer.size.height ?? height) !== height;
  // What the offline provider paints is a placeholder as well, to be replaced by a picture some day.
  const isPlaceholder = run.provider.offline && isDrawn(offer.type);
  const final = isPlaceholder ? services.placeholders.mark(bytes) : bytes;
  if (!(await putBytes(services, uri, final))) return undefined;
  return { ...(await remember(services, run, tile, uri)), fitted };
}

/** Writes a file; only a placeholder is replaced unasked. False when the user did not want it. @throws ImageError `disk` */
export async function putBytes(services: Services, uri: vscode.Uri, bytes: Uint8Array): Promise<boolean> {
  const isUpgrade = await services.placeholders.isOne(uri);
  try {
    if (await addBytes(uri, bytes, isUpgrade)) return true;
    const name = vscode.workspace.asRelativePath(uri);
    return (await mayReplace(name)) && (await addBytes(uri, bytes, true));
  } catch (cause) {
    if (cause instanceof ImageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}
