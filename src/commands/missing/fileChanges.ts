import * as vscode from 'vscode';
import { filesEndingWith } from '../../platform/anyCase.ts';
import type { Projects } from '../../platform/projectPort.ts';
import { dialectOfFile } from '../../project/references/dialects.ts';
import { imageExtensions } from '../../project/references/filePath.ts';

/** Tells when other pictures may be there than before, or paths may mean others. */
export class FileChanges implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #count = 0;
  #pictures = 0;
  readonly onDidChange = this.#changed.event;

  constructor(projects: Pick<Projects, 'onDidChange'>) {
    const pictures = vscode.workspace.createFileSystemWatcher(filesEndingWith(imageExtensions));
    // Of a folder that goes or comes as a whole, only the folder itself is told.
    const others = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const tell = (): void => {
      this.#count++;
      this.#changed.fire();
    };
    const tellOfPictures = (): void => {
      this.#pictures++;
      tell();
    };
    const tellOfOther = ({ path }: vscode.Uri): void => {
      if (dialectOfFile(path) !== undefined || /\/(\.git|node_modules)\//.test(path)) return;
      // What has no extension may be a folder, with pictures in it.
      if (/\/[^./]+$/.test(path)) tellOfPictures();
      else tell();
    };
    this.#listening = vscode.Disposable.from(
      this.#changed,
      pictures,
      others,
      pictures.onDidCreate(tellOfPictures),
      pictures.onDidDelete(tellOfPictures),
      // A placeholder that became a picture is there as before.
      pictures.onDidChange(() => this.#count++),
      others.onDidCreate(tellOfOther),
      others.onDidDelete(tellOfOther),
      projects.onDidChange(tell),
      vscode.workspace.onDidChangeWorkspaceFolders(tellOfPictures),
    );
  }

  /** Grows with every change: what was found at one count holds while it is the same. */
  get count(): number {
    return this.#count;
  }

  /** Grows when pictures came or went, or may have with their folder. */
  get pictures(): number {
    return this.#pictures;
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
