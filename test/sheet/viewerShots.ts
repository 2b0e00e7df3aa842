// Screenshots of the viewer in all themes and widths, for the eye: node test/sheet/viewerShots.ts FOLDER [theme…]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../vscode/launch/browser.ts';
import { fakePort } from './fakePort.ts';
import { openSheet, serveSheet } from './page.ts';
import { scenes, slotRun } from './scenes.ts';
import { themes } from './themes.ts';

const wanted = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'];
const [folder = 'shots', ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serveSheet();
const browser = await launchBrowser();

async function look(page: Page, tile: string): Promise<void> {
  // Rows far from sight have no tiles.
  await page.locator(`[data-run="${tile.split('/')[0] ?? ''}"]`).scrollIntoViewIfNeeded();
  await page.locator(`[data-tile="${tile}"] .picture`).dispatchEvent('click');
  await page.getByRole('dialog').waitFor();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

type Scene = readonly [string, string, (page: Page) => Promise<unknown>];

const shots: readonly Scene[] = [
  ['slot', 'slot/1', async () => undefined],
  ['crop', 'slot/1', async page => page.keyboard.press('m')],
  [
    'cropTall',
    'slot/2',
    async page => {
      for (const key of ['m', 'Home']) await page.keyboard.press(key);
    },
  ],
  ['look', 'hero/2', async page => page.keyboard.press('k')],
  [
    'zoomed',
    'offline/3',
    async page => {
      for (let step = 0; step < 20; step++) await page.keyboard.press('+');
    },
  ],
  ['alpha', 'underway/1', async page => press(page, 'Dark backdrop')],
  ['swipe', 'variations/1', async page => press(page, 'Swipe from one picture to the other')],
  ['onion', 'hero/1', async page => press(page, 'Onion Skin: one picture fades into the other')],
  ['side', 'hero/2', async page => press(page, 'Side by Side: two pictures, zoomed and moved together')],
  ['place', 'hero/2', async page => press(page, 'In Place: where your code shows it')],
];

try {
  for (const theme of themes.filter(({ name }) => (only.length === 0 ? wanted : only).includes(name))) {
    for (const width of [320, 700, 1400]) {
      const size = { theme, width, height: width === 320 ? 640 : 800 };
      const sheet = await openSheet(
        browser,
        server.origin,
        fakePort([slotRun(Date.now()), ...scenes(Date.now())]),
        size,
      );
      for (const [name, tile, prepare] of shots) {
        await look(sheet.page, tile);
        await prepare(sheet.page);
        await sheet.page.waitForTimeout(250);
        await sheet.page.screenshot({ path: join(folder, `${theme.name}-${width}-${name}.png`) });
        await sheet.page.keyboard.press('Escape');
        if (name.startsWith('crop')) await sheet.page.keyboard.press('Escape');
        await sheet.page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      if (sheet.complaints.length > 0) console.log(theme.name, width, sheet.complaints);
      await sheet.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
