// A scan for missing pictures, in a workspace of 5,000 sources.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as v from 'valibot';
import { Random } from '../fuzz/random.ts';
import { root } from '../support/paths.ts';
import { median } from './statistics.ts';

/** Sources of the workspace. */
const sources = 5000;

/** Of these, some are much larger than people write them; the largest that are still read have 1 MB. */
const large = 10;

const report = v.object({
  files: v.number(),
  missing: v.number(),
  wallMs: v.number(),
  longestMs: v.number(),
  cpuMs: v.number(),
  longestCpuMs: v.number(),
  typicalMs: v.number(),
  peakBytes: v.number(),
});

/** Medians of some scans; the longest block is the worst of all. */
export interface Scan {
  readonly files: number;
  readonly missing: number;
  readonly bytes: number;
  readonly wallMs: number;
  readonly filesPerSecond: number;
  /** Longest time between two turns of the event loop, ms. */
  readonly longestMs: number;
  /** Of all threads, ms. */
  readonly cpuMs: number;
  /** Longest time between two turns that this thread used itself, ms. */
  readonly longestCpuMs: number;
  /** 99 of 100 turns were shorter, ms. */
  readonly typicalMs: number;
  readonly peakBytes: number;
  readonly runs: number;
}

/** Measures fresh processes, after one that finds the disk cold. */
export async function measureScan(runs: number): Promise<Scan> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  try {
    const workspace = join(folder, 'workspace');
    const bytes = await makeWorkspace(workspace);
    const program = await bundle(join(folder, 'program'));
    await scanOnce(program, workspace);
    const all: v.InferOutput<typeof report>[] = [];
    for (let run = 0; run < runs; run++) {
      all.push(await scanOnce(program, workspace));
      process.stderr.write('.');
    }
    const wallMs = median(all.map(one => one.wallMs));
    const files = all[0]?.files ?? 0;
    if (files !== sources) throw new Error(`${files} of ${sources} sources were looked at`);
    return {
      files,
      missing: all[0]?.missing ?? 0,
      bytes,
      wallMs,
      filesPerSecond: (files * 1000) / wallMs,
      longestMs: Math.max(...all.map(one => one.longestMs)),
      cpuMs: median(all.map(one => one.cpuMs)),
      longestCpuMs: Math.max(...all.map(one => one.longestCpuMs)),
      typicalMs: median(all.map(one => one.typicalMs)),
      peakBytes: median(all.map(one => one.peakBytes)),
      runs,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the extension is bundled: each parser in a chunk of its own. */
async function bundle(outdir: string): Promise<string> {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { scan: 'test/bench/clients/scan.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  return join(outdir, 'scan.mjs');
}

async function scanOnce(program: string, workspace: string): Promise<v.InferOutput<typeof report>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, workspace], { timeout: 120_000 });
  return v.parse(report, JSON.parse(stdout));
}

/** @returns its size, bytes */
async function makeWorkspace(folder: string): Promise<number> {
  const random = new Random(1);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "dependencies": { "vite": "1.0.0" } }');
  let bytes = 0;
  for (let at = 1; at < sources; at++) {
    const { extension, part } = random.pick(kinds);
    const length = at <= large ? 900_000 : 500 + random.below(9000);
    const text = part(at)
      .repeat(Math.ceil(length / part(at).length))
      .slice(0, length);
    const file = join(folder, `src/${at % 40}/${at % 7}/file${at}.${extension}`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

interface Kind {
  readonly extension: string;
  /** Written again and again. */
  readonly part: (at: number) => string;
}

const tsx: Kind = {
  extension: 'tsx',
  part: at => `import picture from './picture${at}.png';
export function Card({ title, items }: { title: string; items: readonly string[] }) {
  const [open, setOpen] = useState<boolean>(false);
  return (
    <section className="card" onClick={() => setOpen(!open)}>
      <h2>{title}</h2>
      <p>Some words that a reader sees.</p>
      <img src={picture} alt="A card" width={320} height={200} />
      {items.map(item => <img key={item} src="/images/item${at}.webp" alt={item} />)}
    </section>
  );
}
`,
};

const ts: Kind = {
  extension: 'ts',
  part: at => `export async function load${at}(id: string, signal: AbortSignal): Promise<Item | undefined> {
  const answer = await fetch(\`/api/items/\${id}\`, { signal });
  // Nothing there.
  if (answer.status === 404) return undefined;
  return parse(await answer.json());
}
`,
};

const css: Kind = {
  extension: 'css',
  part: at => `.card-${at} > .title:hover { color: var(--ink); padding: 4px 8px; background: url('./back${at}.svg') no-repeat; }
@media (min-width: 600px) { .card-${at} { display: grid; grid-template-columns: 1fr 2fr; } }
`,
};

const markdown: Kind = {
  extension: 'md',
  part: at => `## Part ${at}

Some *words* with a [link](https://example.com) and \`code\`.

![A picture](./images/picture${at}.png)

- one
- two

\`\`\`ts
const one = 1;
\`\`\`

`,
};

const html: Kind = {
  extension: 'html',
  part: at => `<section class="part"><h2>Part ${at}</h2><p>Some words &amp; more.</p>
<img src="images/picture${at}.jpg" srcset="images/picture${at}@2x.jpg 2x" alt="A picture" width="400" height="300"></section>
`,
};

const vue: Kind = {
  extension: 'vue',
  part: at => `<template><div class="x"><img src="./picture${at}.png" alt="A picture" /><p>{{ text }}</p></div></template>
<script setup lang="ts">const text = ref<string>('words');</script>
<style scoped>.x { background: url(./back${at}.png); }</style>
`,
};

/** About as often as they are met. */
const kinds: readonly [Kind, ...Kind[]] = [
  tsx,
  tsx,
  tsx,
  tsx,
  ts,
  ts,
  ts,
  css,
  markdown,
  markdown,
  html,
  vue,
];
