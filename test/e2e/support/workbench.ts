// The workbench with the packed extension installed, driven as a person would: real toasts, real secrets.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { cacheFolder, root } from '../../support/paths.ts';
import { until } from '../../support/until.ts';
import { readyExtensionHosts } from '../../vscode/launch/hostLogs.ts';
import { writeSettings, type Settings } from '../../vscode/launch/server.ts';
import { QuickInput } from './quickInput.ts';
import { startSession, type Session, type SessionOptions } from './session.ts';

const themes = {
  'Default Dark Modern': 'vs-dark',
  'Default Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const;

/** The themes every view of ours must be right in. */
export type Theme = keyof typeof themes;

/** The defaults are a dark window of 1280 x 800 px over a copy of the sample workspace, with the offline provider. */
export type WorkbenchOptions = SessionOptions & { readonly theme?: Theme };

const steady: Settings = {
  'easel.provider': 'offline',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
};

const storedEditors = `(async () => {
  const settled = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await settled(indexedDB.open(name));
    try {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      found.push(await settled(items.get('memento/workbench.parts.editor')));
    } finally {
      database.close();
    }
  }
  return found.join('');
})()`;

const running = new Set<Workbench>();

/** The workbenches of this run that are not closed yet. */
export function openWorkbenches(): readonly Workbench[] {
  return [...running];
}

/** A window of VS Code with its own server, settings and copy of the workspace. Every one opened must be closed. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  /** The copy of the workspace; absolute. */
  readonly folder: string;
  readonly session: Session;
  #settings: Settings;
  #written = 0;
  #reloaded = false;

  private constructor(session: Session, settings: Settings) {
    this.session = session;
    this.page = session.page;
    this.folder = session.workspace;
    this.quickInput = new QuickInput(session.page);
    this.#settings = settings;
  }

  /** Resolves when the explorer is there and the extension host answers. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const theme = options.theme === undefined ? {} : { 'workbench.colorTheme': options.theme };
    const settings = { ...steady, ...theme, ...options.settings };
    const workbench = new Workbench(await startSession({ ...options, settings }), settings);
    running.add(workbench);
    await workbench.#ready(1);
    return workbench;
  }

  /** Ends the window and its server and deletes its folders. */
  async close(): Promise<void> {
    running.delete(this);
    await this.session.close();
  }

  /** A second window on the same folder; ended with this one. */
  async openSecond(): Promise<Workbench> {
    const before = await readyExtensionHosts(this.session.dataFolder);
    const page = await this.page.context().newPage();
    await page.goto(this.page.url());
    const second = new Workbench({ ...this.session, page }, this.#settings);
    await second.#ready(before + 1);
    return second;
  }

  /**
   * Loads the page anew, as the Reload Window command does, once VS Code has stored that a contact sheet is open: in a
   * browser it does so only every few seconds.
   */
  async reload(): Promise<void> {
    const before = await readyExtensionHosts(this.session.dataFolder);
    const sheets = await this.page.getByRole('tab', { name: 'Easel', exact: true }).count();
    if (sheets > 0)
      await until('the open contact sheet is stored', async () => /easel/i.test(await this.#storedEditors()));
    this.#reloaded = true;
    await this.page.reload();
    await this.#ready(before + 1);
  }

  /** What VS Code has stored in the browser about the window's editors: JSON. */
  async #storedEditors(): Promise<string> {
    return await this.page.evaluate<string>(storedEditors);
  }

  /** Runs a command by its title in the palette, such as `Easel: Generate Image…`. */
  async runCommand(title: string): Promise<void> {
    const row = await this.quickInput.findCommand(title);
    await row.click();
  }

  /** A file or folder in the explorer; with slashes, its folders are opened first. */
  async explorerItem(path: string): Promise<Locator> {
    const names = path.split('/');
    for (const folder of names.slice(0, -1)) {
      const item = this.#treeItem(folder);
      if ((await item.getAttribute('aria-expanded')) === 'false') await item.click();
    }
    return this.#treeItem(names.at(-1) ?? path);
  }

  /** Right-clicks a file or folder in the explorer and takes an entry of its menu. */
  async contextMenu(path: string, entry: string): Promise<void> {
    await this.openContextMenu(path);
    await this.takeFromMenu(entry);
  }

  /** Takes an entry of the menu that is open. */
  async takeFromMenu(entry: string): Promise<void> {
    const item = this.page.getByRole('menu').last().getByRole('menuitem', { name: entry });
    await item.waitFor();
    // A menu takes no click in the first moments after it opened, so as not to answer the right click itself.
    await until(`the menu takes "${entry}"`, async () => {
      if (await item.isVisible()) await item.click({ timeout: 1000 }).catch(() => undefined);
      return await item.isHidden();
    });
  }

  /** Right-clicks a file or folder in the explorer and returns the open menu. */
  async openContextMenu(path: string): Promise<Locator> {
    await (await this.explorerItem(path)).click({ button: 'right' });
    const menu = this.page.getByRole('menu').last();
    await menu.waitFor();
    return menu;
  }

  /** Notifications on the screen with these words. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** A button of such a notification. */
  toastButton(text: string | RegExp, button: string): Locator {
    return this.toast(text).getByRole('button', { name: button });
  }

  /** The document inside the Easel webview that is in sight. */
  panelFrame(): FrameLocator {
    const frame = 'iframe.webview[src*="extensionId=easel-images.easel"]:visible';
    return this.page.frameLocator(frame).frameLocator('iframe#active-frame');
  }

  /** A file of the workspace copy, by its relative path. */
  async readWorkspaceFile(path: string): Promise<Buffer> {
    return await readFile(join(this.folder, path));
  }

  /**
   * Adds user settings; resolves when the window has taken them over. After a `reload()` it reloads once more: VS Code
   * served to a browser reads its settings then, but watches them only in the first window.
   */
  async setSettings(settings: Settings): Promise<void> {
    // The window's title shows when the file has been read.
    const title = `Ridgeline ${++this.#written}`;
    this.#settings = { ...this.#settings, ...settings, 'window.title': title };
    await writeSettings(this.session.dataFolder, this.#settings);
    if (this.#reloaded) await this.reload();
    await until('VS Code takes the settings over', async () => (await this.page.title()) === title);
  }

  /** Changes the colour theme; resolves when the workbench wears it. */
  async setTheme(theme: Theme): Promise<void> {
    await this.setSettings({ 'workbench.colorTheme': theme });
    await this.page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
  }

  /** Saves a picture of the window: among the product's own only when they are asked for (npm run screenshots). */
  async screenshot(name: string): Promise<string> {
    const wanted = process.env['EASEL_SCREENSHOTS'] === '1';
    const path = join(
      wanted ? join(root, 'media/screenshots') : join(cacheFolder, 'screenshots'),
      `${name}.png`,
    );
    await this.page.screenshot({ path });
    return path;
  }

  #treeItem(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
  }

  async #ready(hosts: number): Promise<void> {
    await this.page.locator('.explorer-folders-view').getByRole('treeitem').first().waitFor();
    const up = async (): Promise<boolean> => (await readyExtensionHosts(this.session.dataFolder)) >= hosts;
    await until('the extension host answers', up, 60_000);
  }
}
