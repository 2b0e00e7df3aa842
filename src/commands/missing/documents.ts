import * as vscode from 'vscode';
import { placeOf, projectFilesIn } from '../../platform/projectPort.ts';
import { dialectOf, dialectOfFile } from '../../project/references/dialects.ts';
import { imageExtensionOf } from '../../project/references/filePath.ts';
import type { MissingImage } from '../../project/references/missing.ts';
import { OpenFile } from '../../project/references/openFile.ts';
import type { PictureIndex } from '../../project/references/pictures.ts';
import type { ProjectFiles } from '../../project/references/project.ts';
import { resolveReference } from '../../project/references/resolve.ts';
import type { ImageReference } from '../../project/references/types.ts';
import type { Services } from '../services.ts';
import type { FileChanges } from './fileChanges.ts';

/** A picture that a document names, and that is not there or only a placeholder. */
export interface Wanting extends MissingImage {
  readonly placeholder: boolean;
}

/** What documents and files are asked of. */
type Asked = Pick<Services, 'projects' | 'placeholders'>;
type Changes = Pick<FileChanges, 'count' | 'pictures'>;

/** How long it is believed that the files are as they were, ms: behind links and on some file systems nobody tells. */
const believedMs = 5000;

/** The same of the list of all pictures: to search for them costs more, and what is new in it only takes hints away. */
const indexBelievedMs = 30_000;

/** What was found of one version of a document, while the files were so. */
interface Found {
  readonly key: string;
  readonly at: number;
  readonly wanting: Promise<readonly Wanting[]>;
}

/** All pictures of a workspace folder, while they were so many. */
interface Listed {
  readonly count: number;
  readonly at: number;
  readonly index: Promise<PictureIndex>;
}

/** The references of open documents, each read anew only where it changed. */
export class OpenDocuments {
  readonly #services: Asked;
  readonly #changes: Changes;
  readonly #files = new WeakMap<vscode.TextDocument, OpenFile>();
  readonly #found = {
    missing: new WeakMap<vscode.TextDocument, Found>(),
    withPlaceholders: new WeakMap<vscode.TextDocument, Found>(),
  };

  /** By the uri of the workspace folder. */
  readonly #pictures = new Map<string, Listed>();

  /** @param changes of the files; for who asks only once, there are none */
  constructor(services: Asked, changes: Changes = { count: 0, pictures: 0 }) {
    this.#services = services;
    this.#changes = changes;
  }

  /** Whether pictures are looked for in it at all: it is in a workspace folder, and of a known language. */
  static isRead(document: vscode.TextDocument): boolean {
    const isJson = document.languageId === 'json' || document.languageId === 'jsonc';
    // Of all JSON files only those with certain names are manifests.
    const known = isJson ? dialectOfFile(document.uri.path) : dialectOf(document.languageId);
    return known !== undefined && placeOf(document.uri) !== undefined;
  }

  /**
   * What is wanting in a document, in its order; placeholders only where they are asked for. The files are asked once a
   * version, and again when some changed.
   */
  wanting(document: vscode.TextDocument, withPlaceholders: boolean): Promise<readonly Wanting[]> {
    const all = withPlaceholders ? this.#found.withPlaceholders : this.#found.missing;
    const key = `${document.version} ${this.#changes.count}`;
    const known = all.get(document);
    if (known?.key === key && Date.now() - known.at < believedMs) return known.wanting;
    const wanting = this.#look(document, withPlaceholders);
    const found = { key, at: Date.now(), wanting };
    all.set(document, found);
    wanting.catch(() => all.get(document) === found && all.delete(document));
    return wanting;
  }

  async #look(document: vscode.TextDocument, withPlaceholders: boolean): Promise<readonly Wanting[]> {
    const place = placeOf(document.uri);
    if (!place || !OpenDocuments.isRead(document)) return [];
    const root = place.folder.uri;
    const files = projectFilesIn(root);
    const { isOne, met } = placeholdersIn(this.#services, root);
    const exists = async (path: string): Promise<boolean> =>
      (await files.exists(path)) && !(withPlaceholders && (await isOne(path)));
    const project = await this.#services.projects.of(root);
    const missing = await this.#file(document).missing(stateOf(document, place.path), project, {
      exists,
      pictures: () => this.#picturesIn(root, files),
    });
    return missing.map(one => ({ ...one, placeholder: met.has(one.path) }));
  }

  /** The pictures of a folder, as they were when some last came or went; asked for only where one seems missing. */
  #picturesIn(root: vscode.Uri, files: Pick<ProjectFiles, 'pictures'>): Promise<PictureIndex> {
    const [key, count] = [root.toString(), this.#changes.pictures];
    const known = this.#pictures.get(key);
    if (known?.count === count && Date.now() - known.at < indexBelievedMs) return known.index;
    const index = files.pictures();
    const listed = { count, at: Date.now(), index };
    this.#pictures.set(key, listed);
    index.catch(() => this.#pictures.get(key) === listed && this.#pictures.delete(key));
    return index;
  }

  /** References to pictures that lead out of the workspace folder and are not there either. */
  async leadingOut(document: vscode.TextDocument): Promise<readonly ImageReference[]> {
    const place = placeOf(document.uri);
    if (!place || !OpenDocuments.isRead(document)) return [];
    const project = await this.#services.projects.of(place.folder.uri);
    const references = await this.#file(document).references(stateOf(document, place.path));
    const out = references.filter(reference => {
      const resolved = resolveReference(reference, place.path, project);
      const isOut = 'refused' in resolved && resolved.refused === 'outside';
      return isOut && imageExtensionOf(reference.value) !== undefined;
    });
    const folder = projectFilesIn(vscode.Uri.joinPath(document.uri, '..'));
    const there = await Promise.all(out.map(({ value }) => folder.exists(value)));
    return out.filter((_, at) => there[at] === false);
  }

  #file(document: vscode.TextDocument): OpenFile {
    const file = this.#files.get(document) ?? new OpenFile();
    this.#files.set(document, file);
    return file;
  }
}

/** Tells placeholders by their paths below a folder, and keeps which were met. */
export function placeholdersIn(
  services: Pick<Services, 'placeholders'>,
  root: vscode.Uri,
): { readonly isOne: (path: string) => Promise<boolean>; readonly met: ReadonlySet<string> } {
  const met = new Set<string>();
  const isOne = async (path: string): Promise<boolean> => {
    if (imageExtensionOf(path) === undefined) return false;
    if (!(await services.placeholders.isOne(vscode.Uri.joinPath(root, path)))) return false;
    met.add(path);
    return true;
  };
  return { isOne, met };
}

function stateOf(document: vscode.TextDocument, path: string): Parameters<OpenFile['references']>[0] {
  return { path, languageId: document.languageId, version: document.version, text: document.getText() };
}
