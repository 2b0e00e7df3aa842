import { open, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { PlaceholderWork } from '../commands/services.ts';
import {
  isMarkedPlaceholder,
  markPlaceholder,
  markReach,
  mayBePlaceholder,
} from '../raster/placeholderMark.ts';

/** Longer files that are not on this machine count as pictures, bytes: they would have to be read whole. */
const longestElsewhere = 2 * 1024 * 1024;

/** Draws placeholders, and knows them again by what stands in the files. */
export class Placeholders implements PlaceholderWork {
  /** By uri, for one state of the file. */
  readonly #known = new Map<string, { readonly state: string; readonly is: boolean }>();

  async draw(...[order, signal]: Parameters<PlaceholderWork['draw']>): Promise<Uint8Array> {
    const { type } = order;
    if (type === 'svg') {
      const { svgPlaceholder } = await import('../offline/svgPlaceholder.ts');
      return markPlaceholder(svgPlaceholder(order));
    }
    const { drawPlaceholder } = await import('../offline/painter.ts');
    return markPlaceholder(await drawPlaceholder({ ...order, type }, signal));
  }

  mark(bytes: Uint8Array): Uint8Array {
    return markPlaceholder(bytes);
  }

  async isOne(uri: vscode.Uri): Promise<boolean> {
    try {
      const { mtime, size, type } = await vscode.workspace.fs.stat(uri);
      // A link that leads nowhere, a folder and a pipe are none, and a pipe would be waited for.
      if (!(type & vscode.FileType.File)) return false;
      const state = `${mtime} ${size}`;
      const known = this.#known.get(uri.toString());
      if (known?.state === state) return known.is;
      const is = await isMarked(uri, size);
      this.#known.set(uri.toString(), { state, is });
      return is;
    } catch (error) {
      if (isUnreadable(error)) return false;
      throw error;
    }
  }
}

/** Whoever may not read a file, or finds it gone, cannot tell; nothing else depends on it. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof vscode.FileSystemError) return true;
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

async function isMarked(uri: vscode.Uri, size: number): Promise<boolean> {
  if (uri.scheme === 'file') return isMarkedFile(uri.fsPath, size);
  if (size > longestElsewhere) return false;
  return isMarkedPlaceholder(await vscode.workspace.fs.readFile(uri));
}

async function isMarkedFile(path: string, size: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const [head, tail] = [Buffer.alloc(markReach), Buffer.alloc(markReach)];
    await file.read(head, 0, markReach, 0);
    await file.read(tail, 0, markReach, Math.max(0, size - markReach));
    return mayBePlaceholder(head, tail) && isMarkedPlaceholder(await readFile(path));
  } finally {
    await file.close();
  }
}
