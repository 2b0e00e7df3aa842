import * as v from 'valibot';
import * as vscode from 'vscode';
import { ImageError, toErrorRecord } from '../../images/errors.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { placeOf } from '../../platform/projectPort.ts';
import { showMessage } from '../../platform/show.ts';
import { picturesOf } from '../../project/references/missing.ts';
import type { Made } from '../made.ts';
import { guarded } from '../remedies.ts';
import type { Services } from '../services.ts';
import { actionsAt } from './actions.ts';
import { OpenDocuments } from './documents.ts';
import { FileChanges } from './fileChanges.ts';
import { drawPlaceholders, generateOne } from './fix.ts';
import { Hints } from './hints.ts';
import { offerOf, type Offer } from './offer.ts';

const argumentSchema = v.strictObject({ uri: v.string(), path: v.string() });

/** Hints, quick fixes and what these do, for the documents that are shown. */
export class MissingDesk implements vscode.Disposable {
  readonly #services: Services;
  readonly #changes: FileChanges;
  readonly #documents: OpenDocuments;
  readonly #hints: Hints;

  constructor(services: Services) {
    this.#services = services;
    this.#changes = new FileChanges(services.projects);
    this.#documents = new OpenDocuments(services, this.#changes);
    this.#hints = new Hints(this.#documents, this.#changes, error =>
      services.log.warn(`missing images: ${toErrorRecord(error).kind}`),
    );
  }

  actions(
    document: vscode.TextDocument,
    range: vscode.Range,
    diagnostics: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    return actionsAt(this.#documents, document, range, diagnostics);
  }

  /** Makes the picture of a quick fix, with the user's word. */
  generate(argument: unknown): Promise<Made | undefined> {
    return guarded(this.#services, async () => {
      const offer = await this.#offerFor(argument);
      return offer && generateOne(this.#services, offer);
    });
  }

  /** Draws the placeholder of a quick fix. */
  draw(argument: unknown): Promise<void> {
    return guarded(this.#services, async () => {
      const offer = await this.#offerFor(argument);
      if (offer) await drawPlaceholders(this.#services, [offer]);
    });
  }

  dispose(): void {
    this.#hints.dispose();
    this.#changes.dispose();
  }

  /** What an argument means by now: nothing of it is believed but which picture of which document is meant. */
  async #offerFor(argument: unknown): Promise<Offer | undefined> {
    const parsed = v.safeParse(argumentSchema, argument);
    const problem = { code: 'arguments', field: 'arguments', args: { value: 'uri, path' } };
    if (!parsed.success) throw new ImageError({ kind: 'invalid', problems: [problem] });
    const { uri, path } = parsed.output;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    const wanting = (await this.#documents.wantingNow(document, true)).filter(one => one.path === path);
    const [picture] = picturesOf(wanting);
    const root = placeOf(document.uri)?.folder.uri;
    const offer =
      picture &&
      root &&
      offerOf(
        root,
        picture,
        wanting.some(({ placeholder }) => placeholder),
      );
    if (offer) return offer;
    const out = await this.#documents.leadingOut(document);
    if (out.some(({ value }) => value === path)) void showMessage('warn', texts.outside(path));
    else void showMessage('info', texts.notMissing(path));
    return undefined;
  }
}
