import { join } from 'node:path';
import { madePicture } from '../images/run.ts';
import type { Library } from '../library/library.ts';
import type { LibraryPort } from '../panel/sheetPort.ts';
import { libraryLimitBytes } from '../platform/settings.ts';

/** The library as the contact sheet sees it. */
export function libraryPort(library: Library): LibraryPort {
  return {
    root: library.root,
    pages: () => library.load(),
    onDidChange: listener => library.onDidChange(listener),
    folderOf: runId => library.folderOf(runId),
    thumbnailOf: (runId, file) => {
      const name = library.thumbnailOf(runId, file);
      return name === undefined ? undefined : join(library.thumbnailFolder, name);
    },
    requestThumbnails: of => {
      for (const { runId, tileId } of of) {
        const tile = library.get(runId)?.tiles.find(({ id }) => id === tileId);
        for (const one of tile ? [tile.picture, madePicture(tile)] : [])
          if (one) void library.requestThumbnail(runId, one.file);
      }
    },
    damaged: () => library.damaged(),
    usage: async () => ({ bytes: (await library.usage()).bytes, limitBytes: libraryLimitBytes() }),
  };
}
