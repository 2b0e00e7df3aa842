// `npm start`: a VS Code with the packed extension installed, set to the offline provider, over a sample web page.
//   npm start -- [--port N] [--workspace DIR] [--desktop]
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fetchEngine } from '../vscode/launch/engines.ts';
import { startFrontProxy } from '../vscode/launch/frontProxy.ts';
import { installVsix } from '../vscode/launch/installVsix.ts';
import { startServer } from '../vscode/launch/server.ts';
import { startDesktop } from './desktop.ts';
import { openInBrowser } from './openInBrowser.ts';
import { sampleWorkspace } from './paths.ts';
import { readStartState, startFolder, writeStartState } from './startState.ts';
import { timed } from './timed.ts';
import { packVsix } from './vsix.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    workspace: { type: 'string' },
    desktop: { type: 'boolean', default: false },
  },
});
const settings = { 'easel.provider': 'offline' };

/** The folder to open: the person's own, else a copy of the sample that keeps what was done to it. */
async function workspaceFolder(): Promise<string> {
  if (values.workspace !== undefined) return resolve(process.env['INIT_CWD'] ?? '.', values.workspace);
  const state = await readStartState();
  if (state.sample !== '' && existsSync(state.sample)) return state.sample;
  const sample = join(await mkdtemp(join(tmpdir(), 'easel-start-')), 'ridgeline');
  await cp(sampleWorkspace, sample, { recursive: true });
  await writeStartState({ ...state, sample });
  return sample;
}

async function serve(vsix: string, workspace: string): Promise<void> {
  await timed('VS Code from the npm registry', () => fetchEngine('newest'));
  const extensionsFolder = join(startFolder, 'extensions');
  await timed('Extension installed', async () => {
    await rm(extensionsFolder, { recursive: true, force: true });
    await installVsix(vsix, extensionsFolder);
  });
  const state = await readStartState();
  const wanted = values.port === undefined ? state.port : Number(values.port);
  const key = process.env['OPENAI_API_KEY'];
  const server = await timed('Server started', () =>
    startServer({
      dataFolder: join(startFolder, 'data'),
      extensionsFolder,
      settings,
      keepSettings: true,
      token: state.token,
      ...(key === undefined ? {} : { environment: { OPENAI_API_KEY: key } }),
    }),
  );
  const front = await startFrontProxy({
    port: wanted,
    target: server.port,
    token: state.token,
    secretKey: Buffer.from(state.secretKey, 'hex'),
  }).catch(async (error: unknown) => {
    await server.kill();
    throw error;
  });
  await writeStartState({ ...state, port: front.port });
  const end = (): void => {
    front.close();
    void server.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  const address = `http://127.0.0.1:${front.port}/?tkn=${state.token}&folder=${encodeURIComponent(workspace)}`;
  console.log(`\nEasel is installed in VS Code at\n\n  ${address}\n`);
  console.log('Press F1 and type Easel, or right-click a picture in the explorer. Ctrl+C ends it all.');
  openInBrowser(address);
}

try {
  const workspace = await workspaceFolder();
  const vsix = await timed('Extension built and packed', packVsix);
  await (values.desktop ? startDesktop(vsix, workspace, settings) : serve(vsix, workspace));
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? 'The port is taken, most likely by an earlier npm start: end that, or name another with npm start -- --port N.'
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exitCode = 1;
}
