import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RasterError } from '../raster/pixels.ts';
import type { Raster } from '../raster/raster.ts';

/** Longer edge, px: twice what VS Code shows in picks, for dense screens. */
const edge = 32;

/** Longer edge of a tile's thumbnail, px, and its quality. */
const tileEdge = 640;
const tileQuality = 80;

/** Small PNGs of local pictures, drawn once for each state of a file. */
export class Thumbnails {
  readonly #folder: string;
  readonly #raster: () => Promise<Raster>;

  constructor(folder: string, raster: () => Promise<Raster>) {
    this.#folder = folder;
    this.#raster = raster;
  }

  /** Uri of the thumbnail; undefined for files that are elsewhere or cannot be drawn. */
  async of(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    if (uri.scheme !== 'file') return undefined;
    const found = await stat(uri.fsPath).catch(() => undefined);
    if (!found) return undefined;
    const state = `${uri.fsPath}\n${found.mtimeMs}\n${found.size}`;
    const path = join(this.#folder, `${createHash('sha256').update(state).digest('hex').slice(0, 24)}.png`);
    const drawn =
      (await stat(path).catch(() => undefined)) !== undefined || (await this.#keep(uri.fsPath, path));
    return drawn ? vscode.Uri.file(path) : undefined;
  }

  /** A WebP for a tile of the contact sheet; undefined for what cannot be drawn. */
  ofTile(path: string): Promise<Uint8Array | undefined> {
    return this.#draw(path, tileEdge, { type: 'webp', quality: tileQuality });
  }

  async #keep(source: string, path: string): Promise<boolean> {
    const bytes = await this.#draw(source, edge);
    if (!bytes) return false;
    const temporary = `${path}.${randomUUID()}.tmp`;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, path);
    return true;
  }

  async #draw(...of: Parameters<Raster['thumbnail']>): Promise<Uint8Array | undefined> {
    try {
      return await (await this.#raster()).thumbnail(...of);
    } catch (error) {
      // A picture that cannot be drawn is shown without one.
      if (error instanceof RasterError) return undefined;
      throw error;
    }
  }
}
