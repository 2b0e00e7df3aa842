import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../../commands/services.ts';
import type { Run } from '../../images/run.ts';
import type { DeskFile, DeskState } from '../../library/deskFile.ts';
import { composerWords } from '../../platform/messages/composer.ts';
import type { ComposerView, ComposerWebviewMessage, RunOutcome } from '../../protocol/composer.ts';
import type { MaskedPicture } from '../../protocol/mask.ts';
import type { SourceReference } from '../../studio/sources.ts';
import { Arrivals } from './arrivals.ts';
import { Bin } from './bin.ts';
import type { Copies } from './copies.ts';
import { withoutForeignModel, withReferences } from './deskChanges.ts';
import { Drafting, usualPartials, type DraftThen } from './drafting.ts';
import { Exchange } from './exchange.ts';
import { Intake } from './intake.ts';
import { judge } from './judge.ts';
import { KeptDesk } from './keptDesk.ts';
import { Pictures } from './pictures.ts';
import { Provider } from './provider.ts';
import { Runs } from './runs.ts';
import { startDraft, type StartParts } from './startDraft.ts';
import { askedBy } from './wishes.ts';

/** What a composer works with. */
export interface ComposerParts {
  readonly services: Services;
  readonly file: DeskFile;
  readonly copies: Copies;
  /** Told when what the page shows has changed. */
  readonly changed: () => void;
}

/** The composer, host side: gives each thing the page says to the part that it concerns, and shows them as one. */
export class Composer {
  readonly #parts: StartParts;
  readonly #arrivals: Arrivals;
  readonly #pictures: Pictures;
  readonly #exchange: Exchange;
  readonly #runs: Runs;
  readonly #bin: Bin;

  constructor({ services, file, copies, changed }: ComposerParts, state: DeskState) {
    const desk = new KeptDesk({ file, changed, log: services.log }, state);
    const provider = new Provider(services, changed);
    const drafting = new Drafting(desk, provider);
    const intake = new Intake(changed);
    this.#parts = { services, desk, drafting, provider, copies, intake };
    this.#runs = new Runs(changed);
    this.#bin = new Bin(copies, () => this.#runs.starting);
    this.#arrivals = new Arrivals(services, copies);
    this.#pictures = new Pictures({ desk, copies, intake, bin: this.#bin });
    this.#exchange = new Exchange({ desk, copies, intake, bin: this.#bin, sheet: services.sheet, changed });
  }

  /** What is to be shown; an address that cannot be used is said in it. */
  async view(toUri: (path: string) => string): Promise<ComposerView> {
    const { desk, drafting, provider, intake } = this.#parts;
    const { outlook, sentence } = await provider.outlook();
    desk.correct(withoutForeignModel(desk.state, outlook.baseUrl));
    const { state, epoch } = desk;
    const parts = {
      ...state,
      draft: drafting.draft,
      usualPartials: usualPartials(),
      models: provider.modelsAt(outlook.baseUrl),
      refusals: intake.refusals,
    };
    const judged = judge(parts, outlook, composerWords);
    const running = this.#runs.newest;
    return {
      epoch,
      focus: this.#exchange.focus,
      draft: parts.draft,
      ...judged,
      ...(sentence === undefined ? {} : { provider: { ...judged.provider, sentence } }),
      ...(running === undefined ? {} : { running }),
      canBringBack: state.previous !== undefined,
      references: await this.#pictures.views(toUri),
    };
  }

  /** Does what the page says; what it returns is the answer. */
  async handle(
    message: ComposerWebviewMessage,
    toUri: (path: string) => string,
  ): Promise<RunOutcome | MaskedPicture | void> {
    switch (message.type) {
      case 'composer.draft':
        return this.#parts.drafting.take(message);
      case 'composer.run':
        return this.#run(message);
      case 'composer.cancel':
        return this.#parts.services.studio.cancel(this.#runs.newest ?? '');
      case 'composer.clear':
        return this.#exchange.clear();
      case 'composer.back':
        return this.#exchange.bringBack();
      case 'composer.focused':
        return this.#exchange.hadFocus(message.focus);
      case 'composer.provider':
        return void (await vscode.commands.executeCommand('easel.chooseProvider'));
      case 'composer.models':
        return this.#parts.provider.askModels(message.fresh);
      case 'composer.pick':
        return this.#pictures.add(await this.#arrivals.picked());
      case 'composer.addFiles':
        return this.#pictures.add(message.files.map(file => this.#arrivals.bytes(file)));
      case 'composer.addUris':
        return this.#pictures.add(message.uris.map(uri => this.#arrivals.dragged(uri)));
      case 'composer.addTile':
        return this.#pictures.add(this.#arrivals.tile(message.of));
      case 'composer.openMask':
        return this.#pictures.openMask(message.id, toUri);
      case 'composer.mask':
        return this.#pictures.draw(message.id, message.mask);
      case 'composer.remove':
        return this.#pictures.remove(message.id);
      case 'composer.move':
        return this.#pictures.move(message.id, message.to);
    }
  }

  /** Takes over what a run asked for, with the copies of its pictures. */
  async useSettings(run: Run): Promise<void> {
    const { services, provider } = this.#parts;
    const { outlook } = await provider.outlook();
    const folder = services.archive.folderOf(run.id);
    await this.#exchange.putThere(
      run.sources.map(({ uri, label, file }) => ({
        uri,
        label,
        from: vscode.Uri.file(join(folder, file)).toString(),
      })),
      references => askedBy(run, outlook, references),
      'wordsChange',
    );
  }

  /** Puts a picture in the place of those that are there. */
  async startFrom(source: SourceReference): Promise<void> {
    await this.#exchange.putThere(
      [source],
      references => withReferences(this.#parts.desk.state, references),
      'wordsStay',
    );
  }

  /** Settles when all is on disk. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#parts.desk.save(), this.#bin.emptied()]);
  }

  async #run(message: DraftThen): Promise<RunOutcome> {
    if (message.epoch !== this.#parts.desk.epoch) return 'left';
    return this.#runs.once(() => startDraft(this.#parts, message));
  }
}
