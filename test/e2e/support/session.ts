// A server, its folders and a page, started together and ended together.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { sampleWorkspace } from '../../support/paths.ts';
import { packVsix } from '../../support/vsix.ts';
import type { Engine } from '../../vscode/launch/engines.ts';
import { installFolder, installVsix } from '../../vscode/launch/installVsix.ts';
import { keepSecrets } from '../../vscode/launch/secrets.ts';
import { startServer, type RunningServer, type Settings } from '../../vscode/launch/server.ts';
import { sharedBrowser } from './sharedBrowser.ts';

/** How a session starts. */
export interface SessionOptions {
  readonly settings?: Settings;
  /** A folder to copy instead of the sample workspace. */
  readonly workspace?: string;
  /** CSS pixels; default 1280. */
  readonly width?: number;
  /** CSS pixels; default 800. */
  readonly height?: number;
  /** Device pixels a CSS pixel; 2 for sharp pictures. */
  readonly scale?: number;
  readonly engine?: Engine;
  /** For the server and the extension host. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Folder of a second extension, installed beside ours. */
  readonly beside?: string;
}

/** What runs, and where. */
export interface Session {
  readonly page: Page;
  readonly server: RunningServer;
  /** The copy of the workspace; absolute. */
  readonly workspace: string;
  readonly dataFolder: string;
  /** The page's console, one line each. */
  readonly console: readonly string[];
  /** Ends all and deletes the folders. */
  readonly close: () => Promise<void>;
}

/** Copies the workspace, installs the packed extension, starts a server and opens a page on it. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-'));
  const endings = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    const workspace = join(folder, 'ridgeline');
    const dataFolder = join(folder, 'data');
    const extensionsFolder = join(folder, 'extensions');
    await cp(options.workspace ?? sampleWorkspace, workspace, { recursive: true });
    await installVsix(process.env['EASEL_VSIX'] ?? (await packVsix()), extensionsFolder);
    if (options.beside !== undefined) await installFolder(options.beside, extensionsFolder);
    const server = await startServer({ ...options, dataFolder, extensionsFolder });
    endings.push(server.kill);
    const browser = await sharedBrowser();
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    endings.push(() => context.close());
    context.setDefaultTimeout(15_000);
    await keepSecrets(context);
    const page = await context.newPage();
    const lines: string[] = [];
    page.on('console', message => lines.push(`${message.type()}: ${message.text()}`));
    await page.goto(
      `http://127.0.0.1:${server.port}/?tkn=${server.token}&folder=${encodeURIComponent(workspace)}`,
    );
    return { page, server, workspace, dataFolder, console: lines, close };
  } catch (error) {
    await close();
    throw error;
  }
}
