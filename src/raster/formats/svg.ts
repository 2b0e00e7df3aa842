import type { ImageFacts } from '../../images/picture.ts';
import { facts } from './facts.ts';

/** CSS pixels of one unit at 96 dpi. */
const pixelsOf: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** Size from width and height, else from viewBox, rounded; 0 where neither says one. */
export function probeSvg(head: Uint8Array): ImageFacts | undefined {
  const attributes = rootAttributes(head);
  if (attributes === undefined) return undefined;
  const box =
    attribute(attributes, 'viewBox')
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const width = pixels(attribute(attributes, 'width')) ?? edge(box[2]);
  const height = pixels(attribute(attributes, 'height')) ?? edge(box[3]);
  return facts('svg', width, height, true);
}

/** The text between `<svg` and its `>`; undefined when the root element is another, or none. */
function rootAttributes(head: Uint8Array): string | undefined {
  if (!looksLikeMarkup(head)) return undefined;
  const text = new TextDecoder().decode(head);
  const root = text.slice(prologueLength(text));
  return /^<(?:[A-Za-z_][\w.-]*:)?svg(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/.exec(root)?.[1];
}

function looksLikeMarkup(head: Uint8Array): boolean {
  for (const byte of head.subarray(0, 1024)) {
    if (byte === 0x3c) return true;
    const skipped =
      byte === 0xef || byte === 0xbb || byte === 0xbf || (byte >= 9 && byte <= 13) || byte === 0x20;
    if (!skipped) return false;
  }
  return false;
}

/** White space, declarations, comments and the doctype before the root element. */
function prologueLength(text: string): number {
  let at = 0;
  for (;;) {
    at += /^[\s\uFEFF]*/.exec(text.slice(at, at + 4096))?.[0].length ?? 0;
    const end = prologueEnd(text, at);
    if (end === undefined) return at;
    at = end;
  }
}

function prologueEnd(text: string, at: number): number | undefined {
  if (text.startsWith('<?', at)) return after(text, '?>', at);
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  if (!text.startsWith('<!DOCTYPE', at)) return undefined;
  const close = text.indexOf('>', at);
  const subset = text.indexOf('[', at);
  return subset >= 0 && subset < close ? after(text, ']>', at) : after(text, '>', at);
}

function after(text: string, mark: string, from: number): number | undefined {
  const found = text.indexOf(mark, from);
  return found < 0 ? undefined : found + mark.length;
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2];
}

function pixels(length: string | undefined): number | undefined {
  const match = /^\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)\s*$/.exec(length ?? '');
  const unit = pixelsOf[match?.[2] ?? ''];
  if (match?.[1] === undefined || unit === undefined) return undefined;
  return edge(Number(match[1]) * unit);
}

function edge(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? Math.round(value) : 0;
}
