import { encodeAs, resizeTo } from '../raster/codecs.ts';
import type { EncodableType, Pixels } from '../raster/pixels.ts';
import { rasterTasks } from '../raster/tasks.ts';
import { paint, type PaintOrder } from './paint/paint.ts';
import { rework, type ReworkOrder } from './rework/rework.ts';

/** How a painted picture is written. */
export interface Finish {
  readonly type: EncodableType;
  /** 0 to 100, jpeg and webp only. */
  readonly compression?: number | undefined;
  /** 1 for the final picture; below it a preview of so much of its pixels, enlarged. */
  readonly sharpness?: number | undefined;
}

/** Files instead of pixels, otherwise a ReworkOrder. */
export interface ReworkFiles extends Omit<ReworkOrder, 'images' | 'mask' | 'markup'> {
  readonly images: readonly Uint8Array[];
  readonly mask?: Uint8Array | undefined;
  readonly markup?: Uint8Array | undefined;
}

/** What the painting thread does, by name; runs inside it. */
export const paintTasks = {
  paint: ({ order, finish }: { readonly order: PaintOrder; readonly finish: Finish }) =>
    write(paint(order), finish),

  rework: async ({ order, finish }: { readonly order: ReworkFiles; readonly finish: Finish }) => {
    const images = await Promise.all(order.images.map(read));
    const mask = order.mask && (await read(order.mask));
    const markup = order.markup && (await read(order.markup));
    return write(await rework({ ...order, images, mask, markup }), finish);
  },
};

function read(bytes: Uint8Array): Promise<Pixels> {
  return rasterTasks.decode({ bytes, upright: true });
}

async function write(
  image: Pixels,
  { type, compression, sharpness = 1 }: Finish,
): Promise<Uint8Array<ArrayBuffer>> {
  const shown = sharpness < 1 ? await blurred(image, sharpness) : image;
  return encodeAs(type, shown, compression === undefined ? {} : { quality: compression });
}

/** A preview is the picture itself with fewer pixels, enlarged: so it can only sharpen, never change. */
async function blurred(image: Pixels, sharpness: number): Promise<Pixels> {
  const { width, height } = image;
  const [w, h] = [width, height].map(edge => Math.max(1, Math.round(edge * sharpness)));
  return resizeTo(await resizeTo(image, w ?? 1, h ?? 1, false), width, height, false);
}
