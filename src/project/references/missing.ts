import { isElsewhere } from './elsewhere.ts';
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

/** What decides whether a picture is there. */
export type PictureFiles = Pick<ProjectFiles, 'exists' | 'pictures'>;

/** The pictures that a text names, belong inside the workspace folder and are not there, in their order. */
export async function missingImages(
  text: string,
  file: string,
  project: Project,
  files: PictureFiles,
  reading: Reading = {},
): Promise<readonly MissingImage[]> {
  if (!mayNameImages(text)) return [];
  const references = await findReferences(text, file, reading);
  return missingOf(references, file, project, files, reading);
}

/** Looked for at the same time. */
const atOnce = 32;

/** The same for references that are known. */
export async function missingOf(
  references: readonly ImageReference[],
  file: string,
  project: Project,
  files: PictureFiles,
  { rest }: Reading = {},
): Promise<readonly MissingImage[]> {
  const found: MissingImage[] = [];
  for (let at = 0; at < references.length; at += atOnce) {
    const some = references.slice(at, at + atOnce);
    const looked = await Promise.all(some.map(reference => ifMissing(reference, file, project, files)));
    found.push(...looked.filter(one => one !== undefined));
    await rest?.();
  }
  return found;
}

async function ifMissing(
  reference: ImageReference,
  file: string,
  project: Project,
  files: PictureFiles,
): Promise<MissingImage | undefined> {
  const resolved = resolveReference(reference, file, project);
  if ('refused' in resolved) return undefined;
  const { path, others, unsure } = resolved;
  const type = imageExtensionOf(path);
  if (type === undefined) return undefined;
  const known = [path, ...others];
  if (await isAnyThere(known.slice(0, asked), files)) return undefined;
  const pictures = await files.pictures();
  // To look at a disk for each costs more than to ask first for those that seem to be there.
  const rest = Object.groupBy(known.slice(asked), one => (pictures.has(one) ? 'likely' : 'unlikely'));
  if (await isAnyThere([...(rest.likely ?? []), ...(rest.unlikely ?? [])], files)) return undefined;
  // What is there, and yet does not count, is a placeholder: that is the one that is meant.
  const isMeant = known.some(one => pictures.has(one));
  if (unsure || (!isMeant && (await isElsewhere({ reference, file, known }, project, pictures))))
    return undefined;
  return missing(reference, file, path, type);
}

/** Files asked for before all pictures are listed. */
const asked = 3;

async function isAnyThere(paths: readonly string[], files: Pick<PictureFiles, 'exists'>): Promise<boolean> {
  for (const path of paths) if (await files.exists(path)) return true;
  return false;
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
