import { join } from 'node:path';
import { rename, stat } from 'node:fs/promises';
import { ImageError } from '../images/errors.ts';
import { extensionOf, type ImageFacts } from '../images/picture.ts';
import type { Source } from '../images/run.ts';
import type { SourceFiles } from './ports.ts';

/** Looks at a file's first bytes; undefined when it is no picture. */
export type ProbeFile = (path: string) => Promise<ImageFacts | undefined>;

/** A file of the user's, before it is looked at. */
export interface SourceReference extends Pick<Source, 'uri' | 'label'> {
  /** Uri to copy the bytes from, where that is another file: an earlier run's copy. */
  readonly from?: string;
}

/** Copies the user's files into a run's folder, so that what is sent cannot change under a retry. @throws ImageError `source` */
export function importSources(
  references: readonly SourceReference[],
  folder: string,
  files: SourceFiles,
  probeFile: ProbeFile,
): Promise<readonly Source[]> {
  return Promise.all(
    references.map(async ({ uri, label, from = uri }, index): Promise<Source> => {
      const arrived = join(folder, `source-${index + 1}.part`);
      await copy(files, { uri: from, label }, arrived);
      const facts = await probeFile(arrived);
      if (!facts) throw new ImageError({ kind: 'source', detail: label });
      const file = `source-${index + 1}.${extensionOf[facts.type]}`;
      await rename(arrived, join(folder, file));
      const { size: bytes } = await stat(join(folder, file));
      const { type, width, height, alpha } = facts;
      return { uri, label, file, bytes, type, width, height, alpha };
    }),
  );
}

async function copy(files: SourceFiles, { uri, label }: SourceReference, path: string): Promise<void> {
  try {
    await files.copy(uri, path);
  } catch (cause) {
    throw new ImageError({ kind: 'source', detail: label }, { cause });
  }
}
