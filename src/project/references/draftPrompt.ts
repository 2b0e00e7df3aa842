import { withoutQuery } from './filePath.ts';
import type { ImageReference } from './types.ts';

/** Longest part taken from the text, characters. */
const maxPart = 160;

/** Alt texts that say nothing. */
const empty = /^(image|img|picture|photo|figure|screenshot|alt|alt text|placeholder|untitled|todo)$/i;

/** Words of file names that are about the file. */
const technical =
  /^(\d+|\d+x|\d+w|\d+x\d+|x\d|png|jpe?g|webp|gif|svg|ico|avif|img|image|min|final|copy|v\d+)$/i;

/** A first prompt for a picture that is not there: what it shows, and what it is about where that says more. */
export function draftPrompt(reference: Pick<ImageReference, 'value' | 'alt' | 'heading'>): string {
  const alt = shortened(reference.alt ?? '');
  const name = nameWords(reference.value);
  const subject = alt !== '' && !empty.test(alt) ? alt : name || alt;
  const heading = shortened(reference.heading ?? '');
  if (subject === '') return heading;
  const saysMore = heading !== '' && !subject.toLowerCase().includes(heading.toLowerCase());
  return saysMore ? `${subject} (${heading})` : subject;
}

/** The words of a file's name: `hero image` of `/img/heroImage@2x.png`. */
export function nameWords(path: string): string {
  const plain = withoutQuery(path).replaceAll('\\', '/');
  const stem = decoded(plain.slice(plain.lastIndexOf('/') + 1)).replace(/\.[^.]*$/, '');
  return stem
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => word !== '')
    .filter((word, _, all) => !technical.test(word) || all.length === 1)
    .join(' ')
    .toLowerCase();
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxPart) return line;
  const cut = line.slice(0, maxPart);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), maxPart / 2)).replace(/[\ud800-\udbff]$/, '');
}
