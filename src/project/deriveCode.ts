import type { DerivedFile } from '../images/derive.ts';

/** As it may stand in a quoted attribute. */
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * The lines of HTML that a set of files is used by, relative to the folder they are saved in: an `img` with its
 * `srcset`, in a `picture` where there are WebPs, and the `link`s of icons. Empty where nothing was made.
 */
export function codeFor(files: readonly DerivedFile[], alt: string): string {
  return [...icons(files), ...pictureLines(files, alt)].join('\n');
}

function icons(files: readonly DerivedFile[]): readonly string[] {
  return files.flatMap(file => {
    if (file.role === 'favicon') return `<link rel="icon" href="${href(file)}" sizes="any">`;
    return file.role === 'appleTouchIcon' ? `<link rel="apple-touch-icon" href="${href(file)}">` : [];
  });
}

function pictureLines(files: readonly DerivedFile[], alt: string): readonly string[] {
  const scales = files.filter(({ role }) => role === 'scale');
  const webps = files.filter(({ role }) => role === 'webp');
  const shown = scales[0] ?? webps[0];
  if (!shown) return [];
  const { width, height } = shown;
  const srcset = scales.length > 1 ? ` srcset="${srcsetOf(scales)}"` : '';
  const size = `width="${width}" height="${height}"`;
  const img = `<img src="${href(shown)}"${srcset} ${size} alt="${attribute(alt)}">`;
  // A WebP of another size than the picture beside it would change what is seen: only whole sets are offered.
  if (scales.length === 0 || webps.length < scales.length) return [img];
  const source = `<source type="image/webp" srcset="${srcsetOf(webps)}">`;
  return ['<picture>', `  ${source}`, `  ${img}`, '</picture>'];
}

function srcsetOf(files: readonly DerivedFile[]): string {
  return files.map(file => `${href(file)} ${file.factor ?? 1}x`).join(', ');
}

/** `@` and other marks of file names as they may stand in a URL, and nothing that ends a `srcset` entry. */
function href({ name }: DerivedFile): string {
  return attribute(encodeURI(name).replaceAll(',', '%2C').replaceAll('#', '%23').replaceAll('?', '%3F'));
}
