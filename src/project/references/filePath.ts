/** Extensions of pictures that code refers to. */
export const imageExtensions = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'svg', 'ico', 'avif'] as const;

/** One of them. */
export type ImageExtension = (typeof imageExtensions)[number];

/** Longer ones are not names of files. */
const maxLength = 1024;

/** What templates of all kinds are written with. */
const templates = ['{', '}', '<', '>', '`', '$(', '[[', ']]', '*'] as const;

/** Whether a value can name a file: no address, no anchor, no template. */
export function isFilePath(value: string): boolean {
  const path = value.trim();
  if (path === '' || path.length > maxLength || /^[#?]|^\/\/|^\$(?![\w-]+\/)|[\p{Cc}]/u.test(path))
    return false;
  // One letter before a colon is a drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(path)) return false;
  return !templates.some(sign => path.includes(sign)) && !/__[A-Z][A-Z_]*__/.test(path);
}

/** The extension of a picture in lower case, whatever query or anchor follows; undefined for anything else. */
export function imageExtensionOf(path: string): ImageExtension | undefined {
  const extension = /\.([a-z]{3,4})$/i.exec(withoutQuery(path.trim()))?.[1]?.toLowerCase();
  return imageExtensions.find(known => known === extension);
}

/** Whether a value names a file with the extension of a picture. */
export function isImagePath(value: string): boolean {
  return isFilePath(value) && imageExtensionOf(value) !== undefined;
}

/** Without `?…` and `#…`. */
export function withoutQuery(path: string): string {
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

/** Whether the text has the extension of a picture at all, without reading it as any language. */
export function mayNameImages(text: string): boolean {
  const lower = text.toLowerCase();
  return imageExtensions.some(extension => lower.includes(`.${extension}`));
}

/**
 * Whether a document is shown by the host of the repository rather than by its site: there `/x.png` begins at the root
 * of the repository.
 */
export function isHostPage(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return /^(readme|changelog|contributing|security|code_of_conduct)\b.*\.(md|markdown)$/i.test(name);
}
