import { blank, type Pixels } from '../../raster/pixels.ts';

/** A part of a picture in its own pixels; may have fractions. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest middle part of a picture with the shape of another size, enlarged by `zoom` (1 or more). */
export function middle(image: Pixels, width: number, height: number, zoom = 1): Frame {
  const scale = Math.min(image.width / width, image.height / height) / zoom;
  const [w, h] = [width * scale, height * scale];
  return { x: (image.width - w) / 2, y: (image.height - h) / 2, width: w, height: h };
}

/** Part of a picture, whole pixels. */
export function crop(image: Pixels, frame: Frame): Pixels {
  const width = Math.max(1, Math.min(image.width, Math.round(frame.width)));
  const height = Math.max(1, Math.min(image.height, Math.round(frame.height)));
  const left = Math.min(image.width - width, Math.max(0, Math.round(frame.x)));
  const top = Math.min(image.height - height, Math.max(0, Math.round(frame.y)));
  const part = blank(width, height);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * image.width + left) * 4;
    part.data.set(image.data.subarray(start, start + width * 4), y * width * 4);
  }
  return part;
}

/** Left and right exchanged, in place. */
export function mirror(image: Pixels): Pixels {
  const words = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  for (let y = 0; y < image.height; y++) words.subarray(y * image.width, (y + 1) * image.width).reverse();
  return image;
}

/** `top` laid over `base` with its upper left corner at x, y, px; in place. */
export function lay(base: Pixels, top: Pixels, x: number, y: number, strength = 1): Pixels {
  for (let row = Math.max(0, -y); row < Math.min(top.height, base.height - y); row++)
    for (let column = Math.max(0, -x); column < Math.min(top.width, base.width - x); column++)
      blendPixel(
        base.data,
        ((y + row) * base.width + x + column) * 4,
        top.data,
        (row * top.width + column) * 4,
        strength,
      );
  return base;
}

function blendPixel(
  base: Uint8ClampedArray,
  at: number,
  top: Uint8ClampedArray,
  from: number,
  strength: number,
): void {
  const above = ((top[from + 3] ?? 0) / 255) * strength;
  if (above === 0) return;
  const below = ((base[at + 3] ?? 0) / 255) * (1 - above);
  for (let channel = 0; channel < 3; channel++)
    base[at + channel] =
      ((top[from + channel] ?? 0) * above + (base[at + channel] ?? 0) * below) / (above + below);
  base[at + 3] = (above + below) * 255;
}
