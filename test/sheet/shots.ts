// Screenshots of the sheet in all themes and widths, for the eye: node test/sheet/shots.ts FOLDER [theme…]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { launchBrowser } from '../vscode/launch/browser.ts';
import { fakePort } from './fakePort.ts';
import { openSheet, serveSheet } from './page.ts';
import { deskScenes } from './deskScenes.ts';
import { scenes } from './scenes.ts';
import { themes, type Theme } from './themes.ts';

const [folder = 'shots', ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serveSheet();
const browser = await launchBrowser();
try {
  for (const theme of themes.filter(one => only.length === 0 || only.includes(one.name))) {
    await composerShots(theme);
    if (process.env['EASEL_COMPOSER_ONLY'] === '1') continue;
    for (const width of [320, 360, 700, 1400]) {
      const look = { theme, width, height: 900 };
      const sheet = await openSheet(browser, server.origin, fakePort(scenes(Date.now())), look);
      const height = Number(await sheet.page.evaluate('document.documentElement.scrollHeight'));
      await sheet.page.setViewportSize({ width, height: Math.min(height * 2, 12_000) });
      await sheet.page.waitForTimeout(300);
      const whole = Number(await sheet.page.evaluate('document.querySelector("main").scrollHeight'));
      await sheet.page.setViewportSize({ width, height: whole });
      await sheet.page.waitForTimeout(200);
      // In pieces, since an eye (or what stands for one) sees no detail in one long picture.
      const piece = Math.max(900, width);
      for (let y = 0; y < whole; y += piece) {
        const clip = { x: 0, y, width, height: Math.min(piece, whole - y) };
        await sheet.page.screenshot({ path: join(folder, `${theme.name}-${width}-${y / piece}.png`), clip });
      }
      const hovered = sheet.page.locator('[data-tile="hero/2"]');
      await hovered.hover();
      await hovered.getByRole('button', { name: 'Save', exact: true }).focus();
      await sheet.page.keyboard.press('ArrowRight');
      const box = await hovered.boundingBox();
      const clip = { x: 0, y: (box?.y ?? 0) - 120, width: Math.min(width, 700), height: 460 };
      await sheet.page.screenshot({ path: join(folder, `${theme.name}-${width}-actions.png`), clip });
      if (sheet.complaints.length > 0)
        console.log(theme.name, width, sheet.complaints.length, sheet.complaints[0]);
      await sheet.close();
    }
    const forced = { theme, width: 1000, height: 900, forcedColors: true };
    const plain = await openSheet(browser, server.origin, fakePort(scenes(Date.now()).slice(2, 6)), forced);
    await plain.page.locator('[data-tile="hero/2"] button').first().focus();
    await plain.page.screenshot({ path: join(folder, `${theme.name}-forced.png`) });
    await plain.close();
    const empty = await openSheet(browser, server.origin, fakePort([]), { theme, width: 700, height: 600 });
    await empty.page.screenshot({ path: join(folder, `${theme.name}-empty.png`) });
    await empty.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** The composer with everything on the desk, folded and unfolded, narrow and wide. */
async function composerShots(theme: Theme): Promise<void> {
  for (const width of [320, 700, 1400]) {
    for (const [name, desk] of Object.entries(deskScenes)) {
      const sheet = await openSheet(browser, server.origin, fakePort([], { desk }), {
        theme,
        width,
        height: 760,
      });
      const { page } = sheet;
      const composer = page.locator('.composer');
      await composer.waitFor();
      if (name === 'new') await page.locator('.composer-prompt').focus();
      const path = join(folder, `composer-${theme.name}-${width}-${name}`);
      const height = (await composer.boundingBox())?.height ?? 0;
      await page.screenshot({ path: `${path}.png`, clip: { x: 0, y: 0, width, height: height + 24 } });
      if (name === 'problems' || name === 'references') {
        await page.locator('.size-button').click();
        await page.screenshot({ path: `${path}-size.png`, clip: { x: 0, y: 0, width, height: 640 } });
        await page.keyboard.press('Escape');
        await page.locator('.composer-more summary').click();
        await page.screenshot({ path: `${path}-more.png`, clip: { x: 0, y: 0, width, height: 640 } });
      }
      for (const complaint of sheet.complaints) console.log(theme.name, width, name, complaint);
      await sheet.close();
    }
  }
}
