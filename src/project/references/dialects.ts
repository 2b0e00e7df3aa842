import type { Dialect } from './types.ts';

/** By VS Code's language ids. */
const byLanguage: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['markdown', 'markdown'],
  ['mdx', 'mdx'],
  ['html', 'html'],
  ['vue-html', 'html'],
  ['vue', 'vue'],
  ['svelte', 'svelte'],
  ['astro', 'astro'],
  ['javascript', 'jsx'],
  ['javascriptreact', 'jsx'],
  ['typescriptreact', 'tsx'],
  ['typescript', 'ts'],
  ['css', 'css'],
  ['postcss', 'scss'],
  ['scss', 'scss'],
  ['less', 'less'],
  ['json', 'json'],
  ['jsonc', 'json'],
]);

const byExtension: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdown', 'markdown'],
  ['mdx', 'mdx'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['vue', 'vue'],
  ['svelte', 'svelte'],
  ['astro', 'astro'],
  ['js', 'jsx'],
  ['mjs', 'jsx'],
  ['cjs', 'jsx'],
  ['jsx', 'jsx'],
  ['tsx', 'tsx'],
  ['ts', 'ts'],
  ['mts', 'ts'],
  ['cts', 'ts'],
  ['css', 'css'],
  ['pcss', 'scss'],
  ['scss', 'scss'],
  ['less', 'less'],
  ['webmanifest', 'json'],
]);

/** Extensions of files in which references are looked for; of JSON files only some are. */
export const sourceExtensions: readonly string[] = [...byExtension.keys(), 'json'];

/** Of all JSON files only these name pictures. */
const manifests = new Set(['package.json']);

/** The dialect of a VS Code language id or of a file's name or path; undefined where no references are looked for. */
export function dialectOf(languageOrFileName: string): Dialect | undefined {
  return byLanguage.get(languageOrFileName) ?? dialectOfFile(languageOrFileName);
}

/** The dialect by a file's name or path alone. */
export function dialectOfFile(path: string): Dialect | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (manifests.has(name) || name.endsWith('manifest.json')) return 'json';
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1));
}

/** Whether it is a language of style sheets. */
export function isStyle(dialect: Dialect | undefined): boolean {
  return dialect === 'css' || dialect === 'scss' || dialect === 'less';
}
