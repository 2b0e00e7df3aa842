import type { ImpliedSize } from './types.ts';

/** Larger ones are mistakes, px. */
const maxPixels = 16384;

/** Whole pixels of `640`, `640px` or ` 640.4 `; undefined for percent, other units and nonsense. */
export function pixels(text: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,5}(?:\.\d{1,4})?)(?:px)?\s*$/i.exec(text ?? '')?.[1];
  const value = Math.round(Number(digits ?? 0));
  return value >= 1 && value <= maxPixels ? value : undefined;
}

/** A size of what is known; undefined when nothing is. */
export function sizeOf(
  width: number | undefined,
  height: number | undefined,
  from: ImpliedSize['from'],
): ImpliedSize | undefined {
  if (width === undefined && height === undefined) return undefined;
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }), from };
}

/** The largest of `16x16 32x32`; undefined for `any`. */
export function largestOf(sizes: string | undefined): ImpliedSize | undefined {
  const all = (sizes ?? '').split(/\s+/).flatMap(one => {
    const [width, height, more] = one.toLowerCase().split('x').map(pixels);
    return width !== undefined && height !== undefined && more === undefined ? [{ width, height }] : [];
  });
  const largest = all.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
  return largest && { ...largest, from: 'sizes' };
}

/** The width that the `sizes` of an `<img>` gives where no condition holds: its last entry, in px; undefined for others. */
export function widthOfSizes(sizes: string | undefined): number | undefined {
  return cssPixels(sizes?.slice(sizes.lastIndexOf(',') + 1));
}

/** Width and height, px, of declarations such as `width: 40px; height: 30px`, or of `background-size: 40px 30px`. */
export function sizeOfDeclarations(
  declarations: ReadonlyMap<string, string>,
  from: ImpliedSize['from'],
): ImpliedSize | undefined {
  const background = declarations.get('background-size')?.trim().split(/\s+/) ?? [];
  const fromBackground = sizeOf(cssPixels(background[0]), cssPixels(background[1] ?? background[0]), from);
  if (fromBackground?.width !== undefined) return fromBackground;
  return sizeOf(cssPixels(declarations.get('width')), cssPixels(declarations.get('height')), from);
}

/** In CSS a length must say its unit. */
function cssPixels(text: string | undefined): number | undefined {
  return text !== undefined && /px\s*$/i.test(text) ? pixels(text) : undefined;
}

/** The declarations of a `style` attribute. */
export function inlineStyle(style: string): ReadonlyMap<string, string> {
  return new Map(
    style.split(';').map(one => {
      const colon = one.indexOf(':');
      return [one.slice(0, Math.max(0, colon)).trim().toLowerCase(), one.slice(colon + 1).trim()] as const;
    }),
  );
}

/** For a file of a `2x` entry, or `640` px wide by its descriptor; the aspect is kept. */
export function scaled(
  size: ImpliedSize | undefined,
  density: number | undefined,
  widthDescriptor: number | undefined,
): ImpliedSize | undefined {
  if (widthDescriptor !== undefined) {
    const { width, height } = size ?? {};
    const tall = width && height ? Math.round((height * widthDescriptor) / width) : undefined;
    return sizeOf(widthDescriptor, tall || undefined, 'descriptor');
  }
  if (!size || density === undefined) return size;
  const times = (value: number | undefined): number | undefined => pixels(String((value ?? 0) * density));
  return sizeOf(times(size.width), times(size.height), size.from);
}
