// Building the second extension and talking to it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import * as v from 'valibot';
import { root } from '../../support/paths.ts';
import { until } from '../../support/until.ts';

const shown = v.object({ whole: v.number(), heard: v.number(), loaded: v.number(), shown: v.number() });
const memory = v.object({ rss: v.number(), heapUsed: v.number() });

/** Epoch ms of each step of a bare picture. */
export type BareSteps = v.InferOutput<typeof shown>;

/** Of the extension host, garbage collected, bytes. */
export type HostMemory = v.InferOutput<typeof memory>;

/** The second extension in one window. */
export interface Companion {
  /** Its folder, for the session. */
  readonly path: string;
  /** For the session's extension host. */
  readonly environment: Readonly<Record<string, string>>;
  /** Shows a picture file of the bench's folder in an empty webview, that many CSS px wide. */
  show(file: string, width: number): Promise<BareSteps>;
  memory(): Promise<HostMemory>;
}

/** Builds it into a folder; pictures are read from that folder too. */
export async function buildCompanion(folder: string): Promise<Companion> {
  const path = join(folder, 'companion');
  const portFile = join(folder, 'port');
  await mkdir(path, { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/bench/sheet/companion/extension.ts'],
    outfile: join(path, 'extension.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = {
    name: 'companion',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './extension.cjs',
    activationEvents: ['onStartupFinished'],
  };
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
  const ask = async (route: string, body: unknown): Promise<unknown> => {
    let port = '';
    await until('the second extension listens', async () => {
      port = await readFile(portFile, 'utf8').catch(() => '');
      return port !== '';
    });
    const response = await fetch(`http://127.0.0.1:${port}${route}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return await response.json();
  };
  return {
    path,
    environment: { EASEL_BENCH_PORT_FILE: portFile },
    show: async (file, width) => v.parse(shown, await ask('/image', { file, width })),
    memory: async () => v.parse(memory, await ask('/memory', {})),
  };
}
