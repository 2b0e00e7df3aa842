import type { GivenPicture } from './files.ts';
import type { ImageOrder } from './order.ts';
import type { Finish } from './paintTasks.ts';
import type { Painter } from './painter.ts';
import { sizeForPrompt, sizeForSource, type Size } from './size.ts';

/** What a request wants painted: from nothing, or from pictures that came with it. */
export interface Commission {
  readonly kind: 'image_generation' | 'image_edit';
  readonly order: ImageOrder;
  readonly size: Size;
  readonly images: readonly GivenPicture[];
  readonly mask?: GivenPicture | undefined;
  readonly markup?: GivenPicture | undefined;
}

/** Fills in what `auto` means. */
export function commission(
  kind: Commission['kind'],
  order: ImageOrder,
  images: readonly GivenPicture[] = [],
  overlays: Pick<Commission, 'mask' | 'markup'> = {},
): Commission {
  const [first] = images;
  const chosen =
    first === undefined ? sizeForPrompt(order.prompt, order.model) : sizeForSource(first.facts, order.model);
  return { kind, order, size: order.size ?? chosen, images, ...overlays };
}

const details: Readonly<Record<string, number>> = { low: 0.6, high: 1.35, hd: 1.35, xhigh: 1.6, max: 1.6 };

/** Paints commissions; pictures of one prompt differ, and a new server begins with the same ones. */
export class Studio {
  readonly #painter: Painter;
  /** How many pictures each prompt has had. */
  readonly #painted = new Map<string, number>();

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** The first of `n` numbers for pictures of this commission, which nobody else gets. */
  reserve({ kind, order }: Commission): number {
    const key = `${kind} ${order.prompt}`;
    const next = this.#painted.get(key) ?? 0;
    this.#painted.delete(key);
    this.#painted.set(key, next + order.n);
    const [oldest] = this.#painted.keys();
    if (this.#painted.size > 1000 && oldest !== undefined) this.#painted.delete(oldest);
    return next;
  }

  /** A picture file; `sharpness` below 1 gives a preview of it. */
  paint(
    { order, size, images, mask, markup }: Commission,
    index: number,
    sharpness: number,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { prompt, background, type, compression } = order;
    const finish: Finish = { type, compression, sharpness };
    if (images.length === 0) {
      const transparent = background === 'transparent';
      const detail = details[order.quality] ?? 1;
      return this.#painter.paint({ ...size, prompt, transparent, index, detail }, finish, signal);
    }
    const files = {
      images: images.map(bytesOf),
      mask: mask && bytesOf(mask),
      markup: markup && bytesOf(markup),
    };
    return this.#painter.rework({ ...size, ...files, prompt, background, index }, finish, signal);
  }

  close(): Promise<void> {
    return this.#painter.close();
  }
}

function bytesOf(picture: GivenPicture): Uint8Array {
  return picture.bytes;
}
