// Takes the arguments of VS Code's program and runs suites in the VS Code from npm, in a headless browser, so that
// @vscode/test-electron drives both alike. It ends with the suites' exit code.
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { endTogether } from '../../support/endTogether.ts';
import { launchBrowser } from './browser.ts';
import type { Engine } from './engines.ts';
import { keepSecrets } from './secrets.ts';
import { startServer } from './server.ts';

/** ms; a host that hangs says nothing by itself. */
const limit = 3 * 60_000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

function need(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name}= is missing`);
  return value;
}

/** The address that makes VS Code load an extension from its folder and run the suites. */
function address(port: number, token: string): string {
  const host = `127.0.0.1:${port}`;
  const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map(name => [
    name,
    `vscode-remote://${host}${encodeURI(need(name))}`,
  ]);
  const query = new URLSearchParams({
    tkn: token,
    folder: positionals[0] ?? '',
    payload: JSON.stringify(payload),
  });
  return `http://${host}/?${query.toString()}`;
}

async function runSuites(engine: Engine): Promise<number> {
  const server = await startServer({
    engine,
    dataFolder: need('user-data-dir'),
    extensionsFolder: need('extensions-dir'),
    smokeTestDriver: true,
    // As on the desktop; in a browser VS Code saves after a second, and what a suite left unsaved would not stay so.
    settings: { 'files.autoSave': 'off' },
  });
  try {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext();
      await keepSecrets(context);
      const page = await context.newPage();
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
        console.log(type, format(...args)),
      );
      const ended = new Promise<number>(resolve => void page.exposeFunction('codeAutomationExit', resolve));
      await page.goto(address(server.port, server.token));
      return await Promise.race([ended, delay(limit, 124)]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.kill();
  }
}

endTogether();
process.exit(await runSuites(process.env['EASEL_ENGINE'] === 'lowest' ? 'lowest' : 'newest'));
