import { fieldsOf, jsonOf, textsOf } from './jsonText.ts';
import { joined, parentOf } from './paths.ts';
import type { Alias, SiteFiles } from './project.ts';
import { waysIn, type Setting } from './settings.ts';

/** Configurations read for one site: longer chains are no chains of people. */
const maxConfigs = 24;

/** Longer configurations are not read, bytes. */
const maxBytes = 200_000;

/** Names of configurations that may hold `paths`, the strongest first. */
const usual = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'] as const;

/**
 * What the TypeScript configurations of a folder and of those above it put in the place of beginnings; the nearest come
 * first.
 * @param dependencies which win against folders that a `baseUrl` makes names of
 */
export async function configuredAliases(
  root: string,
  dependencies: readonly string[],
  files: SiteFiles,
): Promise<readonly Alias[]> {
  const reading: Reading = { files, seen: new Set(), dependencies };
  const found: Alias[] = [];
  for (let folder: string | undefined = root; folder !== undefined; folder = above(folder))
    for (const name of usual) found.push(...(await aliasesIn(joined(folder, name), folder, reading)));
  return found;
}

interface Reading {
  readonly files: SiteFiles;
  /** Paths that were read, so that none leads back to itself. */
  readonly seen: Set<string>;
  readonly dependencies: readonly string[];
}

function above(folder: string): string | undefined {
  return folder === '' ? undefined : parentOf(folder);
}

/** @param leaf the folder of the configuration that extends all others */
async function aliasesIn(
  path: string | undefined,
  leaf: string,
  reading: Reading,
): Promise<readonly Alias[]> {
  const { files, seen } = reading;
  if (path === undefined || seen.has(path) || seen.size >= maxConfigs) return [];
  seen.add(path);
  const text = await files.read(path, maxBytes);
  const { extends: parents, compilerOptions } = fieldsOf(jsonOf(text ?? ''));
  const options = fieldsOf(compilerOptions);
  const [baseUrl] = textsOf(options['baseUrl']);
  const paths = fieldsOf(options['paths']);
  const folder = parentOf(path);
  const to = (target: string): string | undefined =>
    target.startsWith(leafName)
      ? joined(leaf, target.slice(leafName.length))
      : joined(folder, baseUrl ?? '', target);
  const own = Object.entries(paths).flatMap(([name, targets]) =>
    textsOf(targets).flatMap(target => aliasOf(name, target, to)),
  );
  const bases = [...(baseUrl === undefined ? [] : [joined(folder, baseUrl)]), ...anyTargets(paths, to)];
  const byBase = await Promise.all(bases.map(base => folderAliases(base, reading)));
  const inherited: Alias[] = [];
  for (const parent of textsOf(parents))
    inherited.push(...(await inheritedFrom(parent, folder, leaf, reading)));
  return [...own, ...byBase.flat(), ...inherited];
}

/** Stands in shared configurations for the folder of the one that extends them. */
const leafName = '${configDir}';

/** Those that put one folder in the place of a beginning. */
function aliasOf(name: string, target: string, to: (target: string) => string | undefined): readonly Alias[] {
  const isPrefix = /^[^*]+\/\*$|^[@~#$]\*$/.test(name);
  if (!isPrefix || !/(^|\/)\*$/.test(target)) return [];
  const folder = to(target.slice(0, -1));
  return folder === undefined ? [] : [{ prefix: name.slice(0, -1), folder }];
}

/** What `*` may stand for. */
function anyTargets(
  paths: Readonly<Record<string, unknown>>,
  to: (target: string) => string | undefined,
): readonly (string | undefined)[] {
  return textsOf(paths['*'])
    .filter(target => /(^|\/)\*$/.test(target))
    .map(target => to(target.slice(0, -1)));
}

/** A `baseUrl` makes names of modules of the folders in it. */
async function folderAliases(
  base: string | undefined,
  { files, dependencies }: Reading,
): Promise<readonly Alias[]> {
  if (base === undefined || /(^|\/)(node_modules|types|@types)$/.test(base)) return [];
  const entries = await files.list(base);
  return entries
    .filter(({ name, kind }) => kind === 'folder' && !/^\.|^node_modules$/.test(name))
    .filter(({ name }) => !dependencies.includes(name))
    .map(({ name }): Alias => ({ prefix: `${name}/`, folder: joined(base, name) ?? name }));
}

/** Of packages nothing is read. */
async function inheritedFrom(
  parent: string,
  folder: string,
  leaf: string,
  reading: Reading,
): Promise<readonly Alias[]> {
  if (!/^\.\.?(\/|$)/.test(parent)) return [];
  const path = joined(folder, parent);
  if (path === undefined) return [];
  const exact = path.endsWith('.json') ? [] : await aliasesIn(`${path}.json`, leaf, reading);
  return [...exact, ...(await aliasesIn(path, leaf, reading))];
}

/**
 * The aliases that a bundler's configuration writes down.
 * @param top folders that a way that begins with `/` may begin at, the configuration's own first
 */
export function bundledAliases(settings: readonly Setting[], top: readonly string[]): readonly Alias[] {
  return settings.flatMap((setting, at): readonly Alias[] => {
    const { keys, strings, isPlain } = setting;
    const below = keys.lastIndexOf('alias');
    const rest = below < 0 ? [] : keys.slice(below + 1);
    const [name, ...deeper] = rest;
    if (name === undefined || deeper.length > 0) return [];
    // `{ find: '@', replacement: '/src' }`
    if (name === 'find') {
      const next = settings[at + 1];
      return isPlain && next?.keys.at(-1) === 'replacement' ? aliasTo(strings[0], next, top) : [];
    }
    return name === 'replacement' ? [] : aliasTo(name, setting, top);
  });
}

function aliasTo(name: string | undefined, setting: Setting, top: readonly string[]): readonly Alias[] {
  const [way] = setting.strings;
  if (name === undefined || name === '' || way === undefined) return [];
  // A package in another one's place.
  if (setting.isPlain && !/^[./]|^src\b/.test(way)) return [];
  const prefix = `${name.replace(/\/?\*?$/, '')}/`;
  return top.flatMap(folder =>
    waysIn(setting).flatMap(one => {
      const to = joined(folder, one);
      return to === undefined ? [] : [{ prefix, folder: to }];
    }),
  );
}
