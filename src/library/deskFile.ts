import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Draft } from '../images/draft.ts';
import type { Mask } from '../images/mask.ts';
import type { Source } from '../images/run.ts';
import { LatestWriter, writeWhole } from './writer.ts';

/** What lies on the desk: the next run as it is being written, and the pictures that go along. */
export interface DeskState {
  /** Absent while nothing was changed: the settings say it then. */
  readonly draft?: Draft;
  /** Base URL that the draft's model belongs to. */
  readonly modelAt?: string;
  /** `file` lies in the desk's folder. */
  readonly references: readonly Source[];
  /** What is drawn on them, by their `file`. */
  readonly masks?: Readonly<Record<string, Mask>>;
}

/** Nothing on it. */
export const emptyDesk: DeskState = { references: [] };

/** A draft larger than this was not written by us, bytes. */
const mostBytes = 8 * 1024 * 1024;
const mostReferences = 16;
/** How long a picture that no draft names is kept, since another window may be about to name it, ms. */
const straysLiveMs = 24 * 60 * 60 * 1000;
const name = 'draft.json';

const text = v.pipe(v.string(), v.maxLength(4000));
const count = v.pipe(v.number(), v.minValue(0));
const reference = v.object({
  uri: text,
  label: text,
  file: v.pipe(v.string(), v.regex(/^[\da-f-]{36}\.\w{3,4}$/)),
  type: v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg']),
  bytes: count,
  width: count,
  height: count,
});
const shape = v.object({
  version: v.literal(1),
  draft: v.optional(v.unknown()),
  modelAt: v.exactOptional(text),
  references: v.pipe(v.array(reference), v.maxLength(mostReferences)),
  masks: v.exactOptional(v.record(v.string(), v.unknown())),
});

/** The desk on the disk. Two windows may share it: who writes last wins. */
export class DeskFile {
  /** Absolute path; holds the draft and the pictures. */
  readonly folder: string;
  readonly #parseDraft: (value: unknown) => Draft | undefined;
  readonly #parseMask: (value: unknown) => Mask | undefined;
  readonly #writer = new LatestWriter<DeskState>(state => this.#write(state));

  constructor(
    folder: string,
    parseDraft: (value: unknown) => Draft | undefined,
    parseMask: (value: unknown) => Mask | undefined = () => undefined,
  ) {
    this.folder = folder;
    this.#parseDraft = parseDraft;
    this.#parseMask = parseMask;
  }

  /** What was left there; `undefined` where it cannot be made out. Pictures that are gone are left out. */
  async read(): Promise<DeskState | undefined> {
    const path = join(this.folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found) return emptyDesk;
    if (found.size > mostBytes) return undefined;
    const state = this.#parse(await readFile(path, 'utf8').catch(() => ''));
    if (!state) return undefined;
    const there = await Promise.all(state.references.map(({ file }) => this.#exists(file)));
    const references = state.references.filter((_, index) => there[index]);
    await this.#sweep(references);
    return { ...state, references };
  }

  /** Settles when this or a newer state is on disk. @throws Node's error */
  write(state: DeskState): Promise<void> {
    return this.#writer.put(state);
  }

  #parse(json: string): DeskState | undefined {
    try {
      const { draft, modelAt, references, masks: drawn = {} } = v.parse(shape, JSON.parse(json));
      const own = this.#parseDraft(draft);
      if (draft !== undefined && !own) return undefined;
      const masks = this.#masksOf(references, drawn);
      return {
        references,
        ...(own ? { draft: own } : {}),
        ...(modelAt === undefined ? {} : { modelAt }),
        ...(masks.length > 0 ? { masks: Object.fromEntries(masks) } : {}),
      };
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof v.ValiError) return undefined;
      throw error;
    }
  }

  /** Those that can be made out, of pictures that are there. */
  #masksOf(
    references: readonly Source[],
    drawn: Readonly<Record<string, unknown>>,
  ): readonly (readonly [string, Mask])[] {
    return references.flatMap(({ file }) => {
      const mask = this.#parseMask(drawn[file]);
      return mask ? [[file, mask] as const] : [];
    });
  }

  async #write(state: DeskState): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeWhole(join(this.folder, name), JSON.stringify({ version: 1, ...state }));
  }

  async #exists(file: string): Promise<boolean> {
    return (await stat(join(this.folder, file)).catch(() => undefined))?.isFile() ?? false;
  }

  /** Pictures that a crash left between being kept and being named. */
  async #sweep(references: readonly Source[]): Promise<void> {
    const named = new Set([name, ...references.map(({ file }) => file)]);
    const there = await readdir(this.folder).catch(() => []);
    await Promise.all(
      there
        .filter(file => !named.has(file.replace(/\.thumb\.png$/, '')))
        .map(async file => {
          const path = join(this.folder, file);
          const found = await stat(path).catch(() => undefined);
          if (found && Date.now() - found.mtimeMs > straysLiveMs) await rm(path, { force: true });
        }),
    );
  }
}
