import type { Mask } from '../../images/mask.ts';
import type { Transform } from '../../images/transform.ts';
import { broughtBack, finish, profilesOf, type DropInOptions, type WrittenFile } from '../fit/dropIn.ts';
import { RasterError } from '../pixels.ts';
import { read, unpack, unpackUpright, type FileInput } from '../unpack.ts';
import { upright } from '../upright.ts';
import { lockOutside } from './lock.ts';
import { rasterizeMask } from './rasterize.ts';

/** A masked edit to be locked: the mask is in px of the upright source. */
export interface LockOrder extends Omit<DropInOptions, 'source'> {
  readonly source: FileInput;
  readonly answer: FileInput;
  readonly mask: Mask;
  readonly transform: Transform;
}

/** A locked file, and what the server had done outside the mask. */
export interface LockedFile extends WrittenFile {
  /** Share of the protected pixels that the answer had changed, 0 to 1. */
  readonly changedShare: number;
}

/**
 * The answer with the source's pixels outside the mask, in the source's size. Exact to the byte where the file is
 * written without loss; a JPEG is as near as its quality. Rejects as read() and unpack() do.
 */
export async function lockFiles({
  source,
  answer,
  mask,
  transform,
  ...options
}: LockOrder): Promise<LockedFile> {
  const file = await read(source);
  const before = upright(await unpack(file), file.facts.orientation);
  const { width, height } = before;
  if (width !== transform.source.width || height !== transform.source.height)
    throw new RasterError('failed', 'the source is no longer the picture that was sent');
  const after = await broughtBack(await unpackUpright(answer), transform, async () => before);
  const { image, changedShare } = lockOutside(before, after, rasterizeMask(width, height, mask));
  // What is protected must show as it did.
  const profiles = await profilesOf(answer, source);
  return { ...(await finish(image, file.facts, { ...options, source }, profiles)), changedShare };
}
