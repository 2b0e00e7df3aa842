// Both clients bundled alike, as `esbuild.js` bundles the extension for users.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../support/paths.ts';

/** A client's program by its name. */
export type Bundles = Readonly<Record<'easel' | 'sdk', string>>;

/** Builds both into a folder. */
export async function bundleClients(folder: string): Promise<Bundles> {
  const outdirs = { easel: join(folder, 'easel'), sdk: join(folder, 'sdk') };
  for (const [name, outdir] of Object.entries(outdirs))
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [`test/bench/clients/${name}.ts`],
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      minify: true,
      splitting: true,
      legalComments: 'none',
      platform: 'node',
      format: 'esm',
      target: 'node22',
      define: { esbuildDetection: 'true' },
      alias: { 'mime-types': './src/api/mimeLookup.ts' },
      banner: {
        js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
      },
      logLevel: 'warning',
    });
  return { easel: join(outdirs.easel, 'easel.mjs'), sdk: join(outdirs.sdk, 'sdk.mjs') };
}
