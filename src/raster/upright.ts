import { blank, type Pixels } from './pixels.ts';

/** Where pixel x, y of the upright picture stands in the stored one, by EXIF orientation. */
type Place = (x: number, y: number, right: number, bottom: number) => readonly [number, number];

const places: Readonly<Record<number, Place>> = {
  2: (x, y, right) => [right - x, y],
  3: (x, y, right, bottom) => [right - x, bottom - y],
  4: (x, y, _right, bottom) => [x, bottom - y],
  5: (x, y) => [y, x],
  6: (x, y, _right, bottom) => [y, bottom - x],
  7: (x, y, right, bottom) => [right - y, bottom - x],
  8: (x, y, right) => [right - y, x],
};

/** The picture turned as its EXIF orientation (1 to 8) asks; others come back as they are. */
export function upright(image: Pixels, orientation = 1): Pixels {
  const place = places[orientation];
  if (place === undefined) return image;
  const turned = orientation >= 5 ? blank(image.height, image.width) : blank(image.width, image.height);
  const source = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  const target = new Uint32Array(turned.data.buffer);
  for (let y = 0, at = 0; y < turned.height; y++)
    for (let x = 0; x < turned.width; x++, at++) {
      const [fromX, fromY] = place(x, y, image.width - 1, image.height - 1);
      target[at] = source[fromY * image.width + fromX] ?? 0;
    }
  return turned;
}
