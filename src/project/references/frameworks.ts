/** What a site is built with, as far as it says where pictures live. */
export type Framework =
  | 'next'
  | 'astro'
  | 'docusaurus'
  | 'sveltekit'
  | 'nuxt'
  | 'gatsby'
  | 'cra'
  | 'vueCli'
  | 'vitepress'
  | 'vite'
  | 'angular'
  | 'jekyll'
  | 'hugo'
  | 'plain';

/** How a framework is known, and what it brings. */
export interface Kind {
  readonly framework: Framework;
  readonly packages: readonly string[];
  /** Starts of names of files that only such a site has. */
  readonly files: readonly string[];
  readonly publicFolders: readonly string[];
  /** Aliases that the framework brings, to folders below the root. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** In this order: what is built on another comes before it. Sources: the documentation of each, static assets. */
export const kinds: readonly Kind[] = [
  {
    framework: 'vitepress',
    packages: ['vitepress'],
    files: ['.vitepress'],
    publicFolders: ['public', 'docs/public', 'src/public'],
  },
  {
    framework: 'docusaurus',
    packages: ['@docusaurus/core'],
    files: ['docusaurus.config.'],
    publicFolders: ['static'],
    aliases: { '@site/': '' },
  },
  { framework: 'astro', packages: ['astro'], files: ['astro.config.'], publicFolders: ['public'] },
  {
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    files: [],
    publicFolders: ['static'],
    aliases: { '$lib/': 'src/lib' },
  },
  {
    framework: 'nuxt',
    packages: ['nuxt', 'nuxt3'],
    files: ['nuxt.config.'],
    publicFolders: ['public', 'static'],
    aliases: { '~~/': '', '@@/': '', '~/': '', '@/': '' },
  },
  {
    framework: 'next',
    packages: ['next'],
    files: ['next.config.'],
    publicFolders: ['public'],
  },
  { framework: 'gatsby', packages: ['gatsby'], files: ['gatsby-config.'], publicFolders: ['static'] },
  { framework: 'cra', packages: ['react-scripts'], files: [], publicFolders: ['public'] },
  {
    framework: 'vueCli',
    packages: ['@vue/cli-service'],
    files: ['vue.config.'],
    publicFolders: ['public'],
    aliases: { '@/': 'src' },
  },
  {
    framework: 'vite',
    packages: ['vite'],
    files: ['vite.config.'],
    publicFolders: ['public', ''],
    aliases: { '@/': 'src', '~/': 'src' },
  },
  {
    framework: 'angular',
    packages: ['@angular/core'],
    files: ['angular.json'],
    publicFolders: ['public', 'src', 'src/assets'],
  },
  { framework: 'jekyll', packages: [], files: ['_config.yml', '_config.yaml'], publicFolders: [''] },
  {
    framework: 'hugo',
    packages: [],
    files: ['hugo.toml', 'hugo.yaml', 'hugo.json', 'config.toml'],
    publicFolders: ['static', 'assets'],
  },
];
