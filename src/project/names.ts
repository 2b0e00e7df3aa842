/** Longest slug, characters; with a folder before it, a path still fits where paths are short. */
const maxSlug = 48;

/** Longest file name without extension, UTF-8 bytes; file systems allow 255 for the whole. */
const maxNameBytes = 180;

/** Names that Windows gives to devices, whatever extension follows. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** What a file name can be made of. */
export interface NameParts {
  /** The user's words, or the source's name for variations. */
  readonly title: string;
  readonly model: string;
  /** `WIDTHxHEIGHT` of the picture itself, px. */
  readonly size: string;
  /** Place of the picture in its run, 1-based. */
  readonly index: number;
  readonly date: Date;
}

/** Words of a text in a form for file names: letters and digits of every script kept, the rest one hyphen. */
export function slug(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const letters = Array.from(new Intl.Segmenter().segment(words), part => part.segment);
  if (letters.length <= maxSlug) return words;
  const cut = letters.slice(0, maxSlug + 1).join('');
  const lastWord = cut.lastIndexOf('-');
  return lastWord > maxSlug / 2 ? cut.slice(0, lastWord) : letters.slice(0, maxSlug).join('');
}

/** File name without extension from a template such as `${slug}-${size}`; never empty, never a path. */
export function fileName(template: string, parts: NameParts): string {
  const values: Readonly<Record<string, string>> = {
    slug: slug(parts.title) || 'image',
    date: parts.date.toISOString().slice(0, 10),
    model: safeName(parts.model),
    size: parts.size,
    index: String(parts.index),
  };
  const filled = template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return safeName(filled) || 'image';
}

/** A name that every system takes: no separators, no control or format characters, no device, no dot at an end. */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '-')
    .replace(/^[\s.-]+|[\s.-]+$/gu, '');
  const short = cutBytes(clean, maxNameBytes);
  return reserved.test(short.split('.')[0] ?? '') ? short.replace(/^[^.]+/, '$&-image') : short;
}

function cutBytes(text: string, max: number): string {
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > max) return cut;
    cut += character;
  }
  return cut;
}

/** The name itself, then `name-2`, `name-3`, … without end; the caller takes the first that is free. */
export function* candidates(name: string, extension: string): Generator<string, never> {
  yield `${name}.${extension}`;
  for (let number = 2; ; number++) yield `${name}-${number}.${extension}`;
}
