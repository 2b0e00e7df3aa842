import { dialectOf, dialectOfFile } from './dialects.ts';
import { mayNameImages } from './filePath.ts';
import { assembled, readText, type PieceMemo } from './find.ts';
import { missingOf, type MissingImage, type PictureFiles } from './missing.ts';
import { longestSource, Pace } from './pace.ts';
import type { Piece } from './piece.ts';
import type { Project } from './project.ts';
import type { Dialect, ImageReference } from './types.ts';

/** One state of a document. */
export interface DocumentState {
  /** Workspace-relative. */
  readonly path: string;
  readonly languageId: string;
  /** Grows with every change. */
  readonly version: number;
  readonly text: string;
}

/**
 * The references of one open document, read anew only where it changed: a version that is known is not read at all,
 * and of a new one, scripts, styles and raw HTML that are as they were are not read again. Whether the pictures are
 * there is asked each time.
 */
export class OpenFile {
  #version: number | undefined;
  #references: Promise<readonly ImageReference[]> = Promise.resolve([]);
  #memo = new PartMemo();

  /** The references of this state of the document. */
  async references({ path, languageId, version, text }: DocumentState): Promise<readonly ImageReference[]> {
    if (version === this.#version) return this.#references;
    const dialect = dialectOf(languageId) ?? dialectOfFile(path);
    this.#version = version;
    this.#memo = this.#memo.next();
    const isRead = dialect !== undefined && text.length <= longestSource && mayNameImages(text);
    this.#references = isRead ? this.#read(text, dialect) : Promise.resolve([]);
    return this.#references;
  }

  async #read(text: string, dialect: Dialect): Promise<readonly ImageReference[]> {
    const pace = new Pace();
    const rest = (): Promise<void> | undefined => pace.rest();
    const piece = await readText(text, dialect, { memo: this.#memo, rest });
    await rest();
    return assembled(text, piece);
  }

  /** Those of them that are not there. */
  async missing(
    state: DocumentState,
    project: Project,
    files: PictureFiles,
  ): Promise<readonly MissingImage[]> {
    return missingOf(await this.references(state), state.path.replaceAll('\\', '/'), project, files);
  }
}

/** Parts of this reading and of the one before it; older ones are let go. */
class PartMemo implements PieceMemo {
  readonly #parts = new Map<string, Piece>();
  readonly #before: ReadonlyMap<string, Piece>;

  constructor(before: ReadonlyMap<string, Piece> = new Map()) {
    this.#before = before;
  }

  next(): PartMemo {
    return new PartMemo(this.#parts);
  }

  get(dialect: Dialect, text: string): Piece | undefined {
    const key = `${dialect}\n${text}`;
    const known = this.#before.get(key);
    if (known) this.#parts.set(key, known);
    return known;
  }

  set(dialect: Dialect, text: string, piece: Piece): void {
    this.#parts.set(`${dialect}\n${text}`, piece);
  }
}
