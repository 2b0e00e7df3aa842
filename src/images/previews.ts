import type { Tile } from './run.ts';

/** Whether a file of a run's folder is a preview of any of its pictures. */
export function isPreview(file: string): boolean {
  return /-partial-\d+\.\w+$/.test(file);
}

/** Whether a file of a run's folder is a preview that a tile was sent, in this or an earlier attempt. */
export function isPreviewOf({ id, stem }: Pick<Tile, 'id' | 'stem'>, file: string): boolean {
  if (!isPreview(file)) return false;
  if (stem !== undefined && file.startsWith(`${stem}-partial-`)) return true;
  // Only what is asked for by itself has previews, and names the files of each attempt: `1-0-…`, `1rk3x9-0-…`.
  return file.startsWith(id) && /^(r[\da-z]+)?-\d+-partial-/.test(file.slice(id.length));
}
