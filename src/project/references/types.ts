/** What names the picture. */
export type ReferenceKind =
  /** `![alt](path)`. */
  | 'markdownImage'
  /** `[label]: path`. */
  | 'markdownDefinition'
  /** `<img src>`, `<Image src>`, `<image href>` and other attributes that hold one picture. */
  | 'image'
  /** One entry of a `srcset`. */
  | 'srcset'
  | 'poster'
  /** `og:image`, `twitter:image` and their like. */
  | 'meta'
  /** `<link rel="icon">` and its like. */
  | 'icon'
  /** `import`, `export … from`, `import()` and `require()`. */
  | 'import'
  /** `new URL(path, import.meta.url)`. */
  | 'url'
  /** `url()` and `image-set()`. */
  | 'css'
  /** `icons` and `screenshots` of a web manifest or of a browser extension. */
  | 'manifest'
  /** `icon` of a package.json. */
  | 'packageIcon';

/** Pixels the code asks for; what it leaves open is not there. */
export interface ImpliedSize {
  /** Pixels of the file, so already multiplied for a `2x` entry. */
  readonly width?: number;
  readonly height?: number;
  /** `convention`: not in the code, but what such pictures are made in (og:image, apple-touch-icon). */
  readonly from: 'attributes' | 'style' | 'rule' | 'sizes' | 'descriptor' | 'convention';
}

/** A picture named in a text. Always: `text.slice(start, end) === path`. */
export interface ImageReference {
  readonly kind: ReferenceKind;
  /** As written, between the quotes or brackets. */
  readonly path: string;
  /** Offsets of the path in the text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The path as the language means it: entities and escapes undone. Percent signs stay. */
  readonly value: string;
  /** False where a path cannot be put in the place of this one as it is (escapes or entities are used). */
  readonly rewritable: boolean;
  readonly alt?: string;
  /** The last heading or title before it. */
  readonly heading?: string;
  readonly size?: ImpliedSize;
  /** Up to 3 plain texts before and after it, nearest last and nearest first, at most 300 characters each. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A language as far as references are written differently in it. */
export type Dialect =
  | 'markdown'
  | 'mdx'
  | 'html'
  | 'vue'
  | 'svelte'
  | 'astro'
  | 'jsx'
  | 'tsx'
  | 'ts'
  | 'css'
  | 'scss'
  | 'less'
  | 'json';
