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
  paint: ({ order, finish }: { readonly order: PaintOrder; readonly finish: Finish }) => {
    const { width, height } = order;
    const small = reduced(width, height, finish.sharpness);
    return write(paint({ ...order, ...small }), width, height, finish);
  },

  rework: async ({ order, finish }: { readonly order: ReworkFiles; readonly finish: Finish }) => {
    const { width, height } = order;
    const small = reduced(width, height, finish.sharpness);
    const images = await Promise.all(order.images.map(read));
    const mask = order.mask && (await read(order.mask));
    const markup = order.markup && (await read(order.markup));
    return write(await rework({ ...order, ...small, images, mask, markup }), width, height, finish);
  },
};

function read(bytes: Uint8Array): Promise<Pixels> {
  return rasterTasks.decode({ bytes, upright: true });
}

function reduced(width: number, height: number, sharpness = 1): { width: number; height: number } {
  const scale = Math.min(1, Math.max(sharpness, 8 / Math.min(width, height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

async function write(
  image: Pixels,
  width: number,
  height: number,
  finish: Finish,
): Promise<Uint8Array<ArrayBuffer>> {
  const full = await resizeTo(image, width, height, false);
  return encodeAs(finish.type, full, finish.compression === undefined ? {} : { quality: finish.compression });
}
