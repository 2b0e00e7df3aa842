// `npm run package`: the file to install, easel-<version>.vsix beside package.json (ignored by git).
import { copyFile, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { root } from './paths.ts';
import { timed } from './timed.ts';
import { packVsix } from './vsix.ts';

const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const { name, version } = v.parse(v.object({ name: v.string(), version: v.string() }), manifest);
const target = join(root, `${name}-${version}.vsix`);
await copyFile(await timed('Extension built and packed', packVsix), target);
console.log(relative(root, target));
