// Collects every sentence the extension may say into media/l10n/bundle.l10n.json, which translators start from.
// `node test/support/l10nBundle.ts` writes it; a unit test compares.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { englishStrings } from '../../src/protocol/strings.ts';
import { root } from './paths.ts';

const messages = join(root, 'src/platform/messages');
const literal = /l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g;

/** Absolute path of the bundle. */
export const bundlePath = join(root, 'media/l10n/bundle.l10n.json');

/** The bundle's text as it must be, keys in order. */
export async function bundleText(): Promise<string> {
  const files = (await readdir(messages)).filter(name => name.endsWith('.ts'));
  const sources = await Promise.all(files.map(name => readFile(join(messages, name), 'utf8')));
  const own = sources.flatMap(source => [...source.matchAll(literal)].map(match => unescape(match[1] ?? '')));
  const all = [...new Set([...own, ...Object.values(englishStrings)])].toSorted();
  return `${JSON.stringify(Object.fromEntries(all.map(text => [text, text])), undefined, 2)}\n`;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

if (process.argv[1] === import.meta.filename) await writeFile(bundlePath, await bundleText());
