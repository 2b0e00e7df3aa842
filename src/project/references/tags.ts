import { isFilePath, isImagePath } from './filePath.ts';
import { folded, withCommon, type Common, type FoundReference, type Piece, type Slot } from './piece.ts';
import { inlineStyle, largestOf, pixels, sizeOf, sizeOfDeclarations, widthOfSizes } from './sizes.ts';
import { parseSrcset } from './srcset.ts';
import type { ImpliedSize, ReferenceKind } from './types.ts';

/** An attribute of HTML or JSX. */
export interface Attribute {
  /** Lower case, as HTML spells it. */
  readonly name: string;
  /** Of the value, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Entities and escapes undone; empty for a value that only runs at run time. */
  readonly value: string;
  /** The variable that is the value. */
  readonly identifier?: string;
  /** The value is an expression; strings that it may come to are attributes of the same name after it. */
  readonly expression?: true;
}

/** An opening tag. */
export interface Tag {
  /** As written. */
  readonly name: string;
  readonly start: number;
  readonly attributes: readonly Attribute[];
  /** It takes addresses from the root only, as Next's component does. */
  readonly fromRoot?: boolean;
}

/** Attributes of any element that hold one picture where the value has a picture's extension. */
const holders = new Set([
  'src',
  'data-src',
  'data',
  'background',
  'image',
  'img',
  'icon',
  'logo',
  'cover',
  'thumbnail',
  'avatar',
  'light',
  'dark',
]);

const setHolders = new Set(['srcset', 'imagesrcset', 'data-srcset']);

const metaImages = new Set([
  'og:image',
  'og:image:url',
  'og:image:secure_url',
  'twitter:image',
  'twitter:image:src',
  'msapplication-tileimage',
  'image',
]);

/** What such pictures are made in where nothing is said. https://ogp.me, developer.apple.com. */
const shareSize: ImpliedSize = { width: 1200, height: 630, from: 'convention' };
const touchIconSize: ImpliedSize = { width: 180, height: 180, from: 'convention' };

/** Adds what a tag refers to. @param end after its `>` */
export function readTag(tag: Tag, end: number, piece: Piece): void {
  const { name, start, attributes } = tag;
  piece.tags.push({ name, start, end, attributes: attributes.map(attribute => attribute.name) });
  for (const attribute of attributes)
    piece.slots.push({ start: attribute.start, end: attribute.end, kind: slotKind(attribute) });
  const valueOf = valuesOf(tag);
  const common = commonOf(tag);
  // It makes the address, from whatever is written.
  const isLoaded = attributes.some(attribute => attribute.name === 'loader');
  for (const attribute of tag.attributes) {
    if (attribute.identifier !== undefined) {
      if (attribute.name === 'src' || attribute.name === 'href')
        piece.uses.push({ name: attribute.identifier, start: tag.start, alt: common.alt, size: common.size });
    } else if (isLoaded || (tag.fromRoot === true && !attribute.value.startsWith('/'))) continue;
    else if (setHolders.has(attribute.name)) addSet(attribute, common, piece);
    else {
      const found = readAttribute(tag.name.toLowerCase(), attribute, valueOf);
      if (found) piece.references.push(reference(attribute, { ...common, ...found }));
    }
  }
}

function slotKind({ name, identifier, expression }: Attribute): Slot['kind'] {
  if (identifier !== undefined || expression === true) return 'expression';
  return setHolders.has(name) ? 'list' : 'address';
}

/** Whether an attribute of this name, in lower case, holds one picture, on whatever element. */
export function holdsPicture(name: string): boolean {
  return holders.has(name) || name === 'poster';
}

type Values = (name: string) => string | undefined;

function valuesOf(tag: Tag): Values {
  const named = new Map(tag.attributes.map(attribute => [attribute.name, attribute]));
  return name => named.get(name)?.value;
}

/** The sources of a `<picture>` show what its `<img>` shows. @param first where its references begin */
export function closePicture(piece: Piece, first: number): void {
  const { references } = piece;
  const image = references.slice(first).find(({ kind, alt }) => kind === 'image' && alt !== undefined);
  if (!image) return;
  for (let at = first; at < references.length; at++) {
    const source = references[at];
    if (source?.kind === 'srcset') references[at] = withCommon(source, { alt: image.alt, size: image.size });
  }
}

/** Alt text, size and possible selectors of whatever a tag shows. */
export function commonOf(tag: Tag): Common {
  const valueOf = valuesOf(tag);
  return { alt: altOf(valueOf), size: sizeOfTag(valueOf), selectors: selectorsOf(tag, valueOf) };
}

function readAttribute(
  element: string,
  { name, value }: Attribute,
  valueOf: Values,
): { readonly kind: ReferenceKind; readonly size?: ImpliedSize | undefined } | undefined {
  if (!isFilePath(value)) return undefined;
  if (name === 'poster') return { kind: 'poster' };
  if (element === 'link') return name === 'href' ? readLink(value, valueOf) : undefined;
  if (element === 'meta') return name === 'content' ? readMeta(value, valueOf) : undefined;
  if (name === 'src' && (element === 'img' || element === 'image')) return { kind: 'image' };
  if ((name === 'href' || name === 'xlink:href') && element === 'image') return { kind: 'image' };
  return holders.has(name) && isImagePath(value) ? { kind: 'image' } : undefined;
}

function readLink(value: string, valueOf: Values): ReturnType<typeof readAttribute> {
  const relations = (valueOf('rel') ?? '').toLowerCase().split(/\s+/);
  const size = largestOf(valueOf('sizes'));
  if (relations.some(relation => relation.startsWith('apple-touch-icon')))
    return { kind: 'icon', size: size ?? touchIconSize };
  if (relations.some(relation => /^(icon|mask-icon|fluid-icon|apple-touch-startup-image)$/.test(relation)))
    return { kind: 'icon', size };
  const asImage = valueOf('as')?.toLowerCase() === 'image' || relations.includes('image_src');
  return asImage && isImagePath(value) ? { kind: 'image' } : undefined;
}

function readMeta(value: string, valueOf: Values): ReturnType<typeof readAttribute> {
  const property = valueOf('property') ?? valueOf('name') ?? valueOf('itemprop') ?? '';
  if (!metaImages.has(property.toLowerCase()) || !isImagePath(value)) return undefined;
  return { kind: 'meta', size: /^(og|twitter):/i.test(property) ? shareSize : undefined };
}

function addSet(attribute: Attribute, common: Common, piece: Piece): void {
  // With entities inside, offsets in the value are not offsets in the text.
  if (attribute.value.length !== attribute.end - attribute.start) return;
  for (const candidate of parseSrcset(attribute.value)) {
    if (!isFilePath(candidate.url)) continue;
    piece.references.push({
      ...common,
      kind: 'srcset',
      start: attribute.start + candidate.start,
      end: attribute.start + candidate.end,
      value: candidate.url,
      density: candidate.density,
      widthDescriptor: candidate.width,
    });
  }
}

function reference(attribute: Attribute, rest: Common & { readonly kind: ReferenceKind }): FoundReference {
  const { start, end, value } = attribute;
  const trimmed = value.trim();
  if (value.length !== end - start) return { ...rest, start, end, value: trimmed };
  const from = start + value.indexOf(trimmed);
  return { ...rest, start: from, end: from + trimmed.length, value: trimmed };
}

function altOf(valueOf: Values): string | undefined {
  const alt = valueOf('alt') ?? valueOf('aria-label') ?? valueOf('title');
  return alt === undefined || folded(alt) === '' ? undefined : folded(alt);
}

function sizeOfTag(valueOf: Values): ImpliedSize | undefined {
  const own = sizeOf(pixels(valueOf('width')), pixels(valueOf('height')), 'attributes');
  const said = own ?? sizeOfDeclarations(inlineStyle(valueOf('style') ?? ''), 'style');
  if (said?.width !== undefined) return said;
  return sizeOf(widthOfSizes(valueOf('sizes')), said?.height, said?.from ?? 'sizes');
}

function selectorsOf(tag: Tag, valueOf: Values): readonly string[] {
  const classes = (valueOf('class') ?? '').split(/\s+/).filter(name => name !== '');
  const id = valueOf('id')?.trim();
  return [...(id ? [`#${id}`] : []), ...classes.map(name => `.${name}`), tag.name.toLowerCase()];
}
