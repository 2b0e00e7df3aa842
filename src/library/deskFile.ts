import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { maxReferences, type Draft } from '../images/draft.ts';
import type { Mask } from '../images/mask.ts';
import type { Source } from '../images/run.ts';
import { LatestWriter, writeWhole } from './writer.ts';

/** A run as it is being written, and the pictures that go along. */
export interface DraftState {
  /** Absent while nothing was changed: the settings say it then. */
  readonly draft?: Draft;
  /** Base URL that the draft's model belongs to. */
  readonly modelAt?: string;
  /** `file` lies in the desk's folder. */
  readonly references: readonly Source[];
  /** What is drawn on them, by their `file`. */
  readonly masks?: Readonly<Record<string, Mask>>;
}

/** What lies on the desk: the next run, and what it was put in the place of. */
export interface DeskState extends DraftState {
  /** Can be brought back. */
  readonly previous?: DraftState;
}

/** Nothing on it. */
export const emptyDesk: DeskState = { references: [] };

/** A draft larger than this was not written by us, bytes. */
const mostBytes = 8 * 1024 * 1024;
/** How long a picture that no draft names is kept, since another window may show it or be about to name it, ms. */
export const straysLiveMs = 24 * 60 * 60 * 1000;
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
const draftShape = {
  draft: v.optional(v.unknown()),
  modelAt: v.exactOptional(text),
  // What is too much is dropped: the words are worth more than the seventeenth picture.
  references: v.pipe(
    v.array(reference),
    v.transform(all => all.slice(0, maxReferences)),
  ),
  masks: v.exactOptional(v.record(v.string(), v.unknown())),
};
const shape = v.object({
  version: v.literal(1),
  ...draftShape,
  previous: v.exactOptional(v.object(draftShape)),
});
type WrittenDraft = v.InferOutput<v.ObjectSchema<typeof draftShape, undefined>>;

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
    const { previous, ...now } = state;
    const kept = await this.#withThere(now);
    const before = previous && (await this.#withThere(previous));
    await this.#sweep([...kept.references, ...(before?.references ?? [])]);
    return before ? { ...kept, previous: before } : kept;
  }

  /** Settles when this or a newer state is on disk. @throws Node's error */
  write(state: DeskState): Promise<void> {
    return this.#writer.put(state);
  }

  #parse(json: string): DeskState | undefined {
    try {
      const { previous, ...now } = v.parse(shape, JSON.parse(json));
      const own = this.#draftOf(now);
      const before = previous && this.#draftOf(previous);
      return own && before ? { ...own, previous: before } : own;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof v.ValiError) return undefined;
      throw error;
    }
  }

  #draftOf({ draft, modelAt, references, masks: drawn = {} }: WrittenDraft): DraftState | undefined {
    const own = this.#parseDraft(draft);
    if (draft !== undefined && !own) return undefined;
    const masks = this.#masksOf(references, drawn);
    return {
      references,
      ...(own ? { draft: own } : {}),
      ...(modelAt === undefined ? {} : { modelAt }),
      ...(masks.length > 0 ? { masks: Object.fromEntries(masks) } : {}),
    };
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

  async #withThere(state: DraftState): Promise<DraftState> {
    const there = await Promise.all(state.references.map(({ file }) => this.#exists(file)));
    return { ...state, references: state.references.filter((_, index) => there[index]) };
  }

  async #write(state: DeskState): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeWhole(join(this.folder, name), JSON.stringify({ version: 1, ...state }));
    // A window that is not the last to write shows pictures too: what is in use is never old.
    const used = [...state.references, ...(state.previous?.references ?? [])];
    const now = new Date();
    await Promise.allSettled(used.map(({ file }) => utimes(join(this.folder, file), now, now)));
  }

  async #exists(file: string): Promise<boolean> {
    return (await stat(join(this.folder, file)).catch(() => undefined))?.isFile() ?? false;
  }

  /** Pictures that a crash left between being kept and being named. */
  async #sweep(references: readonly Source[]): Promise<void> {
    const named = new Set([name, ...references.map(({ file }) => file)]);
    const there = await readdir(this.folder).catch(() => []);
    // A picture that cannot be deleted must not keep the composer from opening.
    await Promise.allSettled(
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
