// A Chromium to show the workbench in: the person's own, else the one an npm package carries.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { x as extract } from 'tar';
import * as v from 'valibot';
import { cacheFolder } from '../../support/paths.ts';
import { run } from '../../support/spawn.ts';
import { madeWhole } from '../../support/whole.mjs';

/** A browser's program and the variables it must be started with. */
interface BrowserProgram {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  // Nothing here is about the network: what reaches out fails at once and alike on every machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** Starts a headless browser that reaches loopback only. */
export async function launchBrowser(): Promise<Browser> {
  const program = await findBrowser();
  return await chromium.launch({
    executablePath: program.path,
    env: { ...process.env, ...program.environment },
    args: flags,
    chromiumSandbox: false,
  });
}

/** `CHROME_PATH`, else an installed Chromium, Chrome or Edge, else the one of `@sparticuz/chromium`. */
async function findBrowser(): Promise<BrowserProgram> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    return { path: named, environment: {} };
  }
  const installed = [...onPath(), ...fixed].find(path => existsSync(path));
  return installed === undefined ? await packagedBrowser() : { path: installed, environment: {} };
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return folders.flatMap(folder => names.map(name => join(folder, name + suffix)));
}

async function packagedBrowser(): Promise<BrowserProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'No Chromium, Chrome or Edge was found. Install one, or name its program in CHROME_PATH.',
    );
  const packaged = fileURLToPath(new URL('../../bin', import.meta.resolve('@sparticuz/chromium')));
  const manifest: unknown = JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8'));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  const folder = join(cacheFolder, `chromium-${version}`);
  const path = join(folder, 'chromium');
  await madeWhole(folder, async temporary => {
    console.log('Unpacking Chromium from its npm package, once');
    await pipeline(brotli(packaged, 'chromium.br'), createWriteStream(join(temporary, 'chromium')));
    await chmod(join(temporary, 'chromium'), 0o755);
    for (const archive of ['al2023.tar.br', 'fonts.tar.br'])
      await pipeline(brotli(packaged, archive), extract({ cwd: temporary }));
    return temporary;
  });
  // Exit code 127 is the loader's: a shared library is missing, and the package carries those for such machines.
  const { code } = await run(path, ['--version']);
  const libraries = code === 0 ? {} : { LD_LIBRARY_PATH: join(folder, 'lib') };
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { path, environment: { ...libraries, ...fonts } };
}

function brotli(folder: string, name: string): NodeJS.ReadableStream {
  return createReadStream(join(folder, name)).pipe(createBrotliDecompress());
}
