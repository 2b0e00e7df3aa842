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
  | 'vuepress'
  | 'vite'
  | 'angular'
  | 'hexo'
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
  /** Folders that some pictures are served from as well; none is written for. */
  readonly alsoServed?: readonly string[];
  /** Aliases that the framework brings, to folders below the root. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Settings of its configuration, their keys joined by dots: what addresses begin with. */
  readonly base?: string;
  /** The folder of public files. */
  readonly publicFolder?: string;
  /** The folder that all others are in. */
  readonly root?: string;
}

/** In this order: what is built on another comes before it. Sources: the documentation of each, static assets. */
export const kinds: readonly Kind[] = [
  {
    framework: 'vitepress',
    packages: ['vitepress'],
    files: ['.vitepress'],
    publicFolders: ['public', 'docs/public', 'src/public'],
    base: 'base',
    publicFolder: 'vite.publicDir',
    root: 'srcDir',
  },
  {
    framework: 'vuepress',
    packages: ['vuepress'],
    files: ['.vuepress'],
    publicFolders: ['.vuepress/public', 'docs/.vuepress/public', 'src/.vuepress/public'],
    base: 'base',
    publicFolder: 'public',
  },
  {
    framework: 'docusaurus',
    packages: ['@docusaurus/core'],
    files: ['docusaurus.config.'],
    publicFolders: ['static'],
    aliases: { '@site/': '' },
    base: 'baseUrl',
    publicFolder: 'staticDirectories',
  },
  {
    framework: 'astro',
    packages: ['astro'],
    files: ['astro.config.'],
    publicFolders: ['public'],
    base: 'base',
    publicFolder: 'publicDir',
  },
  {
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    files: [],
    publicFolders: ['static'],
    aliases: { '$lib/': 'src/lib' },
    base: 'kit.paths.base',
    publicFolder: 'kit.files.assets',
  },
  {
    framework: 'nuxt',
    packages: ['nuxt', 'nuxt3'],
    files: ['nuxt.config.'],
    publicFolders: ['public', 'static'],
    aliases: { '~~/': '', '@@/': '', '~/': '', '@/': '' },
    base: 'app.baseURL',
    publicFolder: 'dir.public',
  },
  {
    framework: 'next',
    packages: ['next'],
    files: ['next.config.'],
    publicFolders: ['public'],
    // Icons and shared pictures may lie with the pages.
    alsoServed: ['app', 'src/app'],
    base: 'basePath',
  },
  {
    framework: 'gatsby',
    packages: ['gatsby'],
    files: ['gatsby-config.'],
    publicFolders: ['static'],
    base: 'pathPrefix',
  },
  { framework: 'cra', packages: ['react-scripts'], files: [], publicFolders: ['public'] },
  {
    framework: 'vueCli',
    packages: ['@vue/cli-service'],
    files: ['vue.config.'],
    publicFolders: ['public'],
    aliases: { '@/': 'src' },
    base: 'publicPath',
  },
  { framework: 'hexo', packages: ['hexo'], files: [], publicFolders: ['source'], publicFolder: 'source_dir' },
  {
    framework: 'vite',
    packages: ['vite'],
    files: ['vite.config.'],
    publicFolders: ['public', ''],
    aliases: { '@/': 'src', '~/': 'src' },
    base: 'base',
    publicFolder: 'publicDir',
    root: 'root',
  },
  {
    framework: 'angular',
    packages: ['@angular/core'],
    files: ['angular.json'],
    publicFolders: ['public', 'src', 'src/assets'],
  },
  {
    framework: 'jekyll',
    packages: [],
    files: ['_config.yml', '_config.yaml'],
    publicFolders: [''],
    base: 'baseurl',
  },
  {
    framework: 'hugo',
    packages: [],
    files: ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'config.toml'],
    publicFolders: ['static', 'assets'],
    base: 'baseURL',
    publicFolder: 'staticDir',
  },
];

/** Names that tell of a server without a configuration of its own, and the folders it serves. */
export const servers: readonly { readonly names: readonly string[]; readonly folders: readonly string[] }[] =
  [
    { names: ['wwwroot'], folders: ['wwwroot'] },
    {
      names: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
      folders: [
        'src/main/resources/static',
        'src/main/resources/public',
        'src/main/resources/META-INF/resources',
        'src/main/webapp',
      ],
    },
    { names: ['Gemfile', 'config.ru'], folders: ['public', 'app/assets/images', 'vendor/assets/images'] },
  ];

/** Where plain sites keep what they serve, beside their root. */
export const plainFolders = ['public', 'static', 'www'] as const;
