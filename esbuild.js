// Bundles the extension (ES modules, split so that nothing is loaded before it is needed), its worker,
// the offline server as a program, and the webview. `--watch` rebuilds, `--production` minifies, `--outdir=DIR` builds
// elsewhere than into dist/ (packing does, so that it never disturbs a development build in use).
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir =
  process.argv.find(argument => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
};

/** @type {esbuild.BuildOptions} */
const host = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    offline: 'src/offline/main.ts',
    paintWorker: 'src/offline/paintWorker.ts',
    rasterWorker: 'src/raster/worker.ts',
  },
  outdir,
  chunkNames: 'chunk-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  external: ['vscode'],
  // form-data's table of content types is most of its size, and every part says its own (src/api/multipart.ts).
  // undici's parser that has to be asked for by an environment variable: 150 KB that nobody would use.
  define: { esbuildDetection: 'true' },
  // jsonc-parser's main file asks for its parts at run time; its ES modules can be bundled.
  alias: {
    'mime-types': './src/api/mimeLookup.ts',
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  },
  // CommonJS packages inside an ES module bundle still call require for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

/** @type {esbuild.BuildOptions} */
const webview = {
  ...common,
  entryPoints: { main: 'src/webview/main.ts' },
  outdir: join(outdir, 'webview'),
  platform: 'browser',
  format: 'esm',
  target: 'chrome130',
};

/** The codecs, which the workers read from beside themselves (src/raster/wasm.ts names them too). */
const codecs = [
  '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  '@jsquash/webp/codec/dec/webp_dec.wasm',
  '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
];

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
await Promise.all(
  codecs.map(path => copyFile(fileURLToPath(import.meta.resolve(path)), join(outdir, basename(path)))),
);
const contexts = await Promise.all([host, webview].map(options => esbuild.context(options)));
if (watch) await Promise.all(contexts.map(context => context.watch()));
else {
  await Promise.all(contexts.map(context => context.rebuild()));
  await Promise.all(contexts.map(context => context.dispose()));
}
