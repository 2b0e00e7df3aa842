import type { Size } from '../images/size.ts';

/** In narrower drawings nobody could read it, px. */
const narrowestText = 40;

/**
 * A placeholder as a drawing: a frame, a cross and its size. One line without a break at its end, so that no system for
 * versions writes other bytes than these. @param prompt becomes its title
 */
export function svgPlaceholder({
  prompt,
  width,
  height,
}: Size & { readonly prompt: string }): Uint8Array<ArrayBuffer> {
  const text = width < narrowestText ? '' : sizeText(width, height);
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<title>${escaped(prompt)}</title>` +
      `<rect width="100%" height="100%" fill="#e4e7ec"/>` +
      `<path d="M0 0H${width}V${height}H0ZL${width} ${height}M${width} 0L0 ${height}" fill="none" stroke="#98a2b3"/>` +
      `${text}</svg>`,
  );
}

/** In the middle, on ground of its own, as large as fits. */
function sizeText(width: number, height: number): string {
  const words = `${width} × ${height}`;
  const size = Math.max(1, Math.round(Math.min(width / (words.length * 0.9), height / 3, 48)));
  const place = 'x="50%" y="50%" text-anchor="middle" dominant-baseline="central"';
  const look = `font-family="sans-serif" font-size="${size}" fill="#344054"`;
  return `<text ${place} ${look} stroke="#e4e7ec" stroke-width="${size / 4}" paint-order="stroke">${words}</text>`;
}

/** As text of an element; what XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
