import { imageExtensionOf, mayNameImages, type ImageExtension } from './filePath.ts';
import { findReferences, type Reading } from './find.ts';
import { draftPrompt } from './draftPrompt.ts';
import type { Project, ProjectFiles } from './project.ts';
import { resolveReference } from './resolve.ts';
import type { ImageReference, ImpliedSize } from './types.ts';

/** A picture that code names and that is not there. */
export interface MissingImage {
  readonly reference: ImageReference;
  /** Workspace-relative path of the file that names it. */
  readonly file: string;
  /** Where the picture belongs, workspace-relative. */
  readonly path: string;
  /** The type it must have, by its extension. */
  readonly type: ImageExtension;
  readonly size?: ImpliedSize;
  /** What may be asked for, from its alt text, heading and name; to be edited. */
  readonly prompt: string;
}

/** One picture, however often it is named. */
export interface MissingPicture {
  readonly path: string;
  readonly type: ImageExtension;
  readonly size?: ImpliedSize;
  readonly prompt: string;
  readonly named: readonly MissingImage[];
}

/** The pictures that a text names, belong inside the workspace folder and are not there, in their order. */
export async function missingImages(
  text: string,
  file: string,
  project: Project,
  files: Pick<ProjectFiles, 'exists'>,
  reading: Reading = {},
): Promise<readonly MissingImage[]> {
  if (!mayNameImages(text)) return [];
  const references = await findReferences(text, file, reading);
  return missingOf(references, file, project, files);
}

/** The same for references that are known. */
export async function missingOf(
  references: readonly ImageReference[],
  file: string,
  project: Project,
  files: Pick<ProjectFiles, 'exists'>,
): Promise<readonly MissingImage[]> {
  const looked = new Map<string, Promise<boolean>>();
  const exists = async (path: string): Promise<boolean> => {
    const known = looked.get(path) ?? files.exists(path);
    looked.set(path, known);
    return known;
  };
  const all = await Promise.all(
    references.map(async (reference): Promise<readonly MissingImage[]> => {
      const resolved = resolveReference(reference, file, project);
      if ('refused' in resolved) return [];
      const type = imageExtensionOf(resolved.path);
      if (type === undefined) return [];
      const found = await Promise.all([resolved.path, ...resolved.others].map(exists));
      return found.includes(true) ? [] : [missing(reference, file, resolved.path, type)];
    }),
  );
  return all.flat();
}

function missing(reference: ImageReference, file: string, path: string, type: ImageExtension): MissingImage {
  const { size } = reference;
  return { reference, file, path, type, ...(size && { size }), prompt: draftPrompt(reference) };
}

/** One entry a picture: the largest size that is asked for, and the prompt that says most. */
export function picturesOf(images: readonly MissingImage[]): readonly MissingPicture[] {
  const byPath = Map.groupBy(images, ({ path }) => path);
  return [...byPath].map(([path, named]): MissingPicture => {
    const sizes = named.flatMap(({ size }) => (size ? [size] : []));
    const size = sizes.toSorted((one, other) => area(other) - area(one))[0];
    const prompts = named.map(({ prompt }) => prompt);
    const prompt = prompts.toSorted((one, other) => other.length - one.length)[0] ?? '';
    const type = named[0]?.type ?? 'png';
    return { path, type, ...(size && { size }), prompt, named };
  });
}

/** What the code says counts before what is usual. */
function area({ width, height, from }: ImpliedSize): number {
  if (from === 'convention') return 0;
  return (width ?? height ?? 0) * (height ?? width ?? 0);
}
