import type { DerivePlan } from '../images/derive.ts';
import type { Mask } from '../images/mask.ts';
import type { AlphaTruth } from '../images/picture.ts';
import type { DropInTarget, PrepareWant, Rect, Transform } from '../images/transform.ts';
import { alphaTruth } from './alpha/alphaTruth.ts';
import { encodeAs, resizeTo } from './codecs.ts';
import { deriveSet } from './derive/deriveSet.ts';
import { dropIn, written, type DropInOptions, type WrittenFile } from './fit/dropIn.ts';
import { inside, scaledTo } from './fit/geometry.ts';
import { cut } from './fit/parts.ts';
import { prepare } from './fit/prepare.ts';
import { profileOf } from './formats/colourProfile.ts';
import { lockFiles } from './mask/lockFiles.ts';
import { maskPng } from './mask/maskPng.ts';
import type { EncodableType, EncodeOptions, Pixels } from './pixels.ts';
import { read, unpack, unpackUpright, type FileInput } from './unpack.ts';
import { upright } from './upright.ts';
import { tagged } from './write.ts';

export type { FileInput } from './unpack.ts';

/** What the raster worker does, by name; runs inside it. Each rejects with RasterError or the codec's words. */
export const rasterTasks = {
  /** RGBA of a png, jpeg or webp; `upright` turns it as its EXIF orientation asks. */
  decode: async (input: FileInput & { readonly upright?: boolean }): Promise<Pixels> =>
    input.upright === true ? unpackUpright(input) : unpack(await read(input)),

  encode: (input: { readonly image: Pixels; readonly type: EncodableType } & EncodeOptions) =>
    encodeAs(input.type, input.image, input),

  /** To exactly that size in px, stretched where the shape differs. */
  resize: (input: { readonly image: Pixels; readonly width: number; readonly height: number }) =>
    resizeTo(input.image, input.width, input.height),

  /** An upright preview whose longer edge is at most `maxEdge` px; small pictures keep their size. */
  thumbnail: async (
    input: FileInput & { readonly maxEdge: number; readonly type: EncodableType } & EncodeOptions,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const file = await read(input);
    const image = await unpack(file);
    const { width, height } = scaledTo(image, input.maxEdge);
    const small = upright(await resizeTo(image, width, height), file.facts.orientation);
    return tagged(await encodeAs(input.type, small, input), profileOf(file.bytes));
  },

  alphaTruth: async (input: FileInput): Promise<AlphaTruth> => alphaTruth(await unpack(await read(input))),

  prepare: ({ file, want }: { readonly file: FileInput; readonly want: PrepareWant }) => prepare(file, want),

  dropIn: (order: {
    readonly answer: FileInput;
    readonly target: DropInTarget;
    readonly transform: Transform;
    readonly options: DropInOptions;
  }) => dropIn(order.answer, order.target, order.transform, order.options),

  /** Part of an upright picture in another size, alpha kept where the format can. */
  cropTo: async (order: CropOrder): Promise<WrittenFile> => {
    const file = await read(order.file);
    const image = upright(await unpack(file), file.facts.orientation);
    const part = await resizeTo(cut(image, inside(image, order.rect)), order.width, order.height);
    return written(part, { ...order, alpha: file.facts.alpha, profile: profileOf(file.bytes) });
  },

  maskPng: (order: { readonly width: number; readonly height: number; readonly mask: Mask }) =>
    maskPng(order.width, order.height, order.mask),

  lockOutside: lockFiles,

  deriveSet: ({ file, plan }: { readonly file: FileInput; readonly plan: DerivePlan }) =>
    deriveSet(file, plan),
};

/** A part of a picture to be made a file of that size. */
export interface CropOrder extends EncodeOptions {
  readonly file: FileInput;
  /** In px of the upright picture; what lies outside is cut off. */
  readonly rect: Rect;
  readonly width: number;
  readonly height: number;
  readonly type: EncodableType;
}
