import { badRequest } from './refusal.ts';
import { wrongValue } from './fields.ts';
import type { ModelRules } from './models.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size asked for, px; undefined for `auto` and where nothing was asked. Throws the API's 400. */
export function readSize(text: string | undefined, { sizes, autoSize }: ModelRules): Size | undefined {
  if (text === undefined || (text === 'auto' && autoSize)) return undefined;
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text);
  const listed = typeof sizes === 'string' ? ['auto', '1024x1024', '1536x1024', '1024x1536'] : sizes;
  if (match === null || (typeof sizes !== 'string' && !sizes.includes(text)))
    throw wrongValue('size', text, autoSize && !listed.includes('auto') ? [...listed, 'auto'] : listed);
  const size = { width: Number(match[1]), height: Number(match[2]) };
  const wrong = sizes === 'free' ? freeSizeProblem(size) : sizes === 'any' ? anySizeProblem(size) : undefined;
  if (wrong !== undefined) throw badRequest('invalid_value', 'size', `Invalid size '${text}': ${wrong}.`);
  return size;
}

/** Contract of gpt-image-2 and later. */
function freeSizeProblem({ width, height }: Size): string | undefined {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (width % 16 !== 0 || height % 16 !== 0) return 'both edges must be divisible by 16';
  if (long > 3840) return 'the longest edge must be at most 3840 pixels';
  if (long > short * 3) return 'the longer edge must be at most three times the shorter';
  if (width * height < 655_360) return 'the picture must have at least 655360 pixels';
  if (width * height > 8_294_400) return 'the picture must have at most 8294400 pixels';
  return undefined;
}

function anySizeProblem({ width, height }: Size): string | undefined {
  if (Math.max(width, height) > 8192) return 'the longest edge must be at most 8192 pixels';
  if (width * height > 16_777_216) return 'the picture must have at most 16777216 pixels';
  return undefined;
}

const wide = /\b(?:wide|landscape|panorama|banner|hero|skyline|horizon|sea|ocean|mountains?)\b/i;
const tall = /\b(?:tall|portrait|poster|tower|phone)\b/i;

/** What `auto` means for a new picture. */
export function sizeForPrompt(prompt: string, { sizes }: ModelRules): Size {
  const square = { width: 1024, height: 1024 };
  if (Array.isArray(sizes) && !sizes.includes('1536x1024')) return square;
  if (wide.test(prompt)) return { width: 1536, height: 1024 };
  return tall.test(prompt) ? { width: 1024, height: 1536 } : square;
}

/** What `auto` means for an edit: the shape of the source, in about as many pixels as a new picture. */
export function sizeForSource(source: Size, { sizes }: ModelRules): Size {
  const ratio = source.width / source.height;
  if (typeof sizes !== 'string') {
    if (ratio > 1.2 && sizes.includes('1536x1024')) return { width: 1536, height: 1024 };
    return ratio < 0.83 && sizes.includes('1024x1536')
      ? { width: 1024, height: 1536 }
      : { width: 1024, height: 1024 };
  }
  const capped = Math.min(3, Math.max(1 / 3, ratio));
  return { width: edge(1110 * Math.sqrt(capped)), height: edge(1110 / Math.sqrt(capped)) };
}

function edge(length: number): number {
  return Math.round(length / 16) * 16;
}
