// Screenshots of the mask editor in all themes and widths, for the eye: node test/sheet/maskShots.ts FOLDER [theme…]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { launchBrowser } from '../vscode/launch/browser.ts';
import { fakePort } from './fakePort.ts';
import { drawnMask, lockedRun, maskDesk } from './maskScenes.ts';
import { openSheet, serveSheet } from './page.ts';
import { scenes } from './scenes.ts';
import { themes } from './themes.ts';

const wanted = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'];
const [folder = 'shots', ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serveSheet();
const browser = await launchBrowser();

try {
  for (const theme of themes.filter(({ name }) => (only.length === 0 ? wanted : only).includes(name))) {
    for (const width of [320, 700, 1400]) {
      const now = Date.now();
      const port = fakePort([lockedRun(now), ...scenes(now)], { desk: maskDesk(drawnMask) });
      const size = { theme, width, height: width === 320 ? 640 : 800 };
      const sheet = await openSheet(browser, server.origin, port, size);
      const { page, complaints } = sheet;
      const shot = (name: string): Promise<unknown> =>
        page.screenshot({ path: join(folder, `${theme.name}-${width}-${name}.png`) });
      await page.waitForTimeout(250);
      await shot('sheet');
      await page.locator('.composer-mask').click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(250);
      await page.keyboard.press('ArrowRight');
      await shot('editor');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('[data-tile="masked/1"] .picture').dispatchEvent('click');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(250);
      await shot('viewer');
      if (complaints.length > 0) console.log(theme.name, width, complaints);
      await sheet.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
