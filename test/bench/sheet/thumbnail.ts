import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Draws the small copy of a picture in a browser and returns its path; of the kind that the extension draws. */
export async function drawThumbnail(page: Page, picture: Buffer, folder: string): Promise<string> {
  const address: unknown = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(picture.toString('base64'))}), one => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]), { resizeWidth: 640, resizeHeight: 640 });
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 640;
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.8);
  })()`);
  const path = join(folder, 'thumbnail.webp');
  await writeFile(path, Buffer.from(String(address).split(',')[1] ?? '', 'base64'));
  return path;
}
