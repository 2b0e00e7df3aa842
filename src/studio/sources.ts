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
  /** Uri of a copy whose bytes are meant, where the file itself may have changed since. */
  readonly copy?: string;
}

/** Copies the user's files into a run's folder, so that what is sent cannot change under a retry. @throws ImageError `source` */
export function importSources(
  references: readonly SourceReference[],
  folder: string,
  files: SourceFiles,
  probeFile: ProbeFile,
): Promise<readonly Source[]> {
  return Promise.all(
    references.map(async (reference, index): Promise<Source> => {
      const arrived = join(folder, `source-${index + 1}.part`);
      await copy(files, reference, arrived);
      const facts = await probeFile(arrived);
      if (!facts) throw new ImageError({ kind: 'source', detail: reference.label });
      const file = `source-${index + 1}.${extensionOf[facts.type]}`;
      await rename(arrived, join(folder, file));
      const { size: bytes } = await stat(join(folder, file));
      const { uri, label } = reference;
      return { uri, label, file, bytes, type: facts.type, width: facts.width, height: facts.height };
    }),
  );
}

async function copy(files: SourceFiles, reference: SourceReference, path: string): Promise<void> {
  const { uri, label } = reference;
  try {
    await files.copy(reference.copy ?? uri, path);
  } catch (cause) {
    throw new ImageError({ kind: 'source', detail: label }, { cause });
  }
}
