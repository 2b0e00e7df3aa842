import { configuredAliases } from './aliases.ts';
import { servers } from './frameworks.ts';
import { fieldsOf, jsonOf } from './jsonText.ts';
import { joined } from './paths.ts';
import type { SiteFiles } from './project.ts';
import { settingsOf } from './settings.ts';
import type { SiteFacts } from './site.ts';

/** Longer configurations are not read, bytes. */
const maxBytes = 200_000;

/** No more than this many of a site are read. */
const maxConfigs = 8;

const tools = 'vite|astro|next|nuxt|svelte|docusaurus|vue|webpack|craco|rsbuild|rspack|quasar';

/** Names of configurations that say where pictures are. */
const telling = new RegExp(
  `^(.*\\.)?(${tools})\\.config\\.[cm]?[jt]s$|^gatsby-config\\.[cm]?[jt]s$|^(_config|hugo)\\.ya?ml$|^(hugo|config)\\.toml$`,
);

/** Folders whose `config.*` says it. */
const configFolders = ['.vitepress', '.vuepress'] as const;

/** Reads what a site is known by; what is broken says nothing. */
export async function factsOf(root: string, names: readonly string[], files: SiteFiles): Promise<SiteFacts> {
  const dependencies = names.includes('package.json') ? await dependenciesOf(root, files) : [];
  const configs = await configsOf(root, names, files);
  return {
    root,
    names: [...names, ...(await hiddenNames(root, names, files))],
    dependencies,
    aliases: await configuredAliases(root, dependencies, files),
    settings: configs.flatMap(({ name, text }) => settingsOf(name, text)),
    namesAliases: configs.some(({ text }) => /alias/i.test(text)),
    served: await servedBy(root, names, files),
    themes: names.includes('themes') ? await themesOf(root, files) : [],
  };
}

async function dependenciesOf(root: string, files: SiteFiles): Promise<readonly string[]> {
  const manifest = await files.read(joined(root, 'package.json') ?? '');
  const { dependencies, devDependencies } = fieldsOf(jsonOf(manifest ?? ''));
  return Object.keys({ ...fieldsOf(dependencies), ...fieldsOf(devDependencies) });
}

interface Config {
  readonly name: string;
  readonly text: string;
}

async function configsOf(
  root: string,
  names: readonly string[],
  files: SiteFiles,
): Promise<readonly Config[]> {
  const paths = names.filter(name => telling.test(name));
  for (const folder of configFolders.filter(name => names.includes(name)))
    for (const { name } of await files.list(joined(root, folder) ?? ''))
      if (/^config\.[cm]?[jt]s$/.test(name)) paths.push(`${folder}/${name}`);
  const read = await Promise.all(
    paths.slice(0, maxConfigs).map(async name => {
      const text = await files.read(joined(root, name) ?? '', maxBytes);
      return text === undefined ? undefined : { name, text };
    }),
  );
  return read.filter(config => config !== undefined);
}

/** Hugo's configuration may be split into files of a folder. */
async function hiddenNames(
  root: string,
  names: readonly string[],
  files: SiteFiles,
): Promise<readonly string[]> {
  if (!names.includes('config') || !names.includes('content')) return [];
  const entries = await files.list(joined(root, 'config/_default') ?? '');
  return entries.map(({ name }) => name).filter(name => /^(hugo|config)\.(toml|ya?ml|json)$/.test(name));
}

/** Of the folders that servers serve, those that are there. */
async function servedBy(
  root: string,
  names: readonly string[],
  files: SiteFiles,
): Promise<readonly string[]> {
  const folders = servers
    .filter(server => server.names.some(name => names.includes(name)))
    .flatMap(server => server.folders);
  const entries = await Promise.all(folders.map(folder => files.list(joined(root, folder) ?? '')));
  return folders.filter((_, at) => (entries[at]?.length ?? 0) > 0);
}

async function themesOf(root: string, files: SiteFiles): Promise<readonly string[]> {
  const entries = await files.list(joined(root, 'themes') ?? '');
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => `themes/${name}`);
}
