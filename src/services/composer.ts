import { join } from 'node:path';
import * as vscode from 'vscode';
import { runDraft } from '../commands/composer.ts';
import { pickImages } from '../commands/pickImages.ts';
import type { Connection, Outlook, Services } from '../commands/services.ts';
import { namedFile } from '../commands/sources.ts';
import { maxCount, type Draft } from '../images/draft.ts';
import { toErrorRecord } from '../images/errors.ts';
import { marksSomething, type Mask } from '../images/mask.ts';
import { shownPicture, without, type Run, type Source } from '../images/run.ts';
import type { DeskFile, DeskState } from '../library/deskFile.ts';
import { composerMessages as texts, composerWords } from '../platform/messages/composer.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import {
  countSetting,
  parameterSettings,
  partialsAreAskedFor,
  providerSettings,
} from '../platform/settings.ts';
import type { ComposerView, ComposerWebviewMessage, DroppedFile, RunOutcome } from '../protocol/composer.ts';
import type { MaskedPicture } from '../protocol/mask.ts';
import type { TileRef } from '../protocol/messages.ts';
import { parseDraft } from '../protocol/parseComposer.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { Wish } from '../studio/studio.ts';
import { effectiveParameters, judge, referenceView, type ModelList } from './composerView.ts';
import type { References } from './references.ts';

/** Pictures that go along with a run, at most (api-contract, edits). */
const maxReferences = 16;
/** How long after a change it is written, ms. */
const restMs = 400;

/** What a composer works with. */
export interface ComposerParts {
  readonly services: Services;
  readonly file: DeskFile;
  readonly references: References;
  /** Told when what the page shows has changed. */
  readonly changed: () => void;
}

/** The composer, host side: the one truth about what the next run asks for. */
export class Composer {
  readonly #parts: ComposerParts;
  #state: DeskState;
  #epoch = 1;
  #focus = 0;
  #running: readonly string[] = [];
  #refusals: readonly string[] = [];
  #models: { readonly at: string; readonly list: ModelList } = { at: '', list: { state: 'unasked' } };
  #rest: NodeJS.Timeout | undefined;

  constructor(parts: ComposerParts, state: DeskState) {
    this.#parts = parts;
    this.#state = state;
  }

  /** What is to be shown; an address that cannot be used is said in it. */
  async view(toUri: (path: string) => string): Promise<ComposerView> {
    const { outlook, sentence } = await this.#outlook();
    this.#forgetForeignModel(outlook.baseUrl);
    const { references } = this.#state;
    const files = this.#parts.references;
    const [running] = this.#running;
    const judged = judge(this.#viewParts(outlook), outlook, composerWords);
    return {
      epoch: this.#epoch,
      focus: this.#focus,
      draft: this.#draft,
      references: await Promise.all(
        references.map(async source =>
          referenceView(source, toUri(await files.shownPath(source)), this.#masks[source.file]),
        ),
      ),
      ...judged,
      ...(sentence === undefined ? {} : { provider: { ...judged.provider, sentence } }),
      ...(running === undefined ? {} : { running }),
    };
  }

  /** Does what the page says; what it returns is the answer. */
  async handle(
    message: ComposerWebviewMessage,
    toUri: (path: string) => string,
  ): Promise<RunOutcome | MaskedPicture | void> {
    switch (message.type) {
      case 'composer.draft':
        return this.#take(message);
      case 'composer.run':
        return message.epoch === this.#epoch ? this.#run(message) : 'left';
      case 'composer.cancel':
        return this.#parts.services.studio.cancel(this.#running[0] ?? '');
      case 'composer.clear':
        return this.#replace({ references: [] });
      case 'composer.pick':
        return this.#pick();
      case 'composer.provider':
        return void (await vscode.commands.executeCommand('easel.chooseProvider'));
      case 'composer.focused':
        if (message.focus === this.#focus) this.#focus = 0;
        return;
      case 'composer.models':
        return this.#askModels(message.fresh);
      case 'composer.addFiles':
        return this.#add(message.files.map(file => () => this.#keepBytes(file)));
      case 'composer.addUris':
        return this.#add(message.uris.map(uri => () => this.#keepUri(uri)));
      case 'composer.addTile':
        return this.#addTile(message.of);
      case 'composer.openMask':
        return this.#openMask(message.id, toUri);
      case 'composer.mask':
        return this.#drawMask(message.id, message.mask);
      case 'composer.remove':
        return this.#remove(message.id);
      case 'composer.move':
        return this.#move(message.id, message.to);
    }
  }

  /** Takes over what a run asked for, with the copies of its pictures. */
  async useSettings(run: Run): Promise<void> {
    const { outlook } = await this.#outlook();
    const { id, label, host } = outlook.traits.label;
    const { provider } = run;
    const same = id === provider.id && label === provider.label && host === provider.host;
    const perSource = run.kind === 'variations' ? Math.max(1, run.sources.length) : 1;
    const draft = parseDraft({
      prompt: run.prompt,
      count: Math.min(Math.max(1, Math.ceil(run.tiles.length / perSource)), maxCount),
      // Another server's model must not be asked for here.
      parameters: same ? run.parameters : without(run.parameters, 'model'),
    });
    const folder = this.#parts.services.archive.folderOf(run.id);
    const references = await this.#kept(
      run.sources.map(({ uri, label: name, file }) => () => {
        const copy = vscode.Uri.file(join(folder, file)).toString();
        return this.#parts.references.addFile({ uri, label: name, copy });
      }),
    );
    const drawn = run.mask?.drawn;
    // The mask is of the first picture: where that could not be kept it has none.
    const masked = references.length === run.sources.length ? references[0] : undefined;
    await this.#replace({
      ...(draft ? { draft, modelAt: outlook.baseUrl } : {}),
      references,
      ...(drawn && masked ? { masks: { [masked.file]: drawn } } : {}),
    });
    this.#show();
  }

  /** Puts a picture in the place of those that are there. */
  async startFrom(source: SourceReference): Promise<void> {
    const references = await this.#kept([() => this.#parts.references.addFile(source)]);
    await this.#putReferences(references);
    this.#show();
  }

  /** Settles when all is on disk. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#save(), this.#parts.references.close()]);
  }

  get #masks(): Readonly<Record<string, Mask>> {
    return this.#state.masks ?? {};
  }

  get #draft(): Draft {
    return this.#state.draft ?? startingDraft();
  }

  async #outlook(): Promise<{ readonly outlook: Outlook; readonly sentence?: string }> {
    try {
      return { outlook: await this.#parts.services.outlook() };
    } catch (error) {
      return { outlook: nobody(), sentence: errorSentence(toErrorRecord(error)) };
    }
  }

  /** A model goes to the server it was chosen for and no other. */
  #forgetForeignModel(baseUrl: string): void {
    const { draft, modelAt } = this.#state;
    if (draft?.parameters.model === undefined || modelAt === baseUrl) return;
    const parameters = without(draft.parameters, 'model');
    this.#state = { ...this.#state, draft: { ...draft, parameters } };
    this.#epoch++;
    this.#saveSoon();
  }

  #viewParts({ baseUrl }: Outlook): Parameters<typeof judge>[0] {
    const { at, list } = this.#models;
    return {
      draft: this.#draft,
      references: this.#state.references,
      masks: this.#masks,
      models: at === baseUrl ? list : { state: 'unasked' },
      usualPartials: usualPartials(),
      refusals: this.#refusals,
    };
  }

  async #take({ epoch, draft }: { readonly epoch: number; readonly draft: Draft }): Promise<void> {
    if (epoch !== this.#epoch || JSON.stringify(draft) === JSON.stringify(this.#draft)) return;
    const { outlook } = await this.#outlook();
    this.#state = { ...this.#state, draft, modelAt: outlook.baseUrl };
    this.#saveSoon();
    this.#parts.changed();
  }

  async #run(message: { readonly epoch: number; readonly draft: Draft }): Promise<RunOutcome> {
    await this.#take(message);
    const { outlook } = await this.#outlook();
    this.#refuse([]);
    const { problems } = judge(this.#viewParts(outlook), outlook, composerWords);
    if (this.#draft.prompt.trim() === '' || problems.length > 0) return 'refused';
    const started = await runDraft(this.#parts.services, connection => this.#wishFor(connection));
    if (!started) return 'left';
    this.#setRunning([started.runId, ...this.#running]);
    void started.over.finally(() => this.#setRunning(this.#running.filter(id => id !== started.runId)));
    return 'started';
  }

  #wishFor(connection: Connection): Wish {
    this.#forgetForeignModel(connection.baseUrl);
    const { references } = this.#state;
    const { prompt, count, parameters } = this.#draft;
    const outlook = { model: connection.model, traits: connection.api };
    const drawn = references[0] && this.#masks[references[0].file];
    return {
      kind: references.length > 0 ? 'edit' : 'generate',
      prompt: prompt.trim(),
      count,
      parameters: effectiveParameters({ parameters }, outlook, usualPartials()),
      sources: references.map(source => ({
        uri: source.uri,
        label: source.label,
        copy: vscode.Uri.file(this.#parts.references.pathOf(source)).toString(),
      })),
      ...(drawn && marksSomething(drawn) ? { mask: drawn } : {}),
    };
  }

  #setRunning(running: readonly string[]): void {
    this.#running = running;
    this.#parts.changed();
  }

  async #askModels(fresh: boolean): Promise<void> {
    const { outlook } = await this.#outlook();
    const at = outlook.baseUrl;
    const put = (list: ModelList): void => {
      this.#models = { at, list };
      this.#parts.changed();
    };
    if (this.#models.list.state === 'asking') return;
    if (!fresh && this.#models.at === at && this.#models.list.state === 'known') return;
    put({ state: 'asking' });
    try {
      const connection = await this.#parts.services.connect();
      put({ state: 'known', models: await connection.listModels(AbortSignal.timeout(30_000), fresh) });
    } catch (error) {
      put({ state: 'failed', sentence: errorSentence(toErrorRecord(error)) });
    }
  }

  async #pick(): Promise<void> {
    const picked = await pickImages(this.#parts.services);
    if (!picked) return;
    await this.#add(
      picked.map(
        uri => () =>
          this.#parts.references.addFile({
            uri: uri.toString(),
            label: vscode.workspace.asRelativePath(uri),
          }),
      ),
    );
  }

  #keepBytes({ name, bytes }: DroppedFile): Promise<Source> {
    const label = name.split(/[\\/]/).at(-1) || texts.pasted();
    return this.#parts.references.addBytes(bytes, label, path => vscode.Uri.file(path).toString());
  }

  /** A file that was dragged here: only what the open folders hold is read. */
  async #keepUri(text: string): Promise<Source> {
    const given = vscode.Uri.parse(text, true);
    // In a remote window the page names files by where they are seen from; here they are at home.
    const uri = given.scheme === 'vscode-remote' ? vscode.Uri.file(given.path) : given;
    const { scheme, authority, path, query } = uri;
    const file = await namedFile(this.#parts.services, { scheme, authority, path, query });
    return this.#parts.references.addFile({
      uri: file.toString(),
      label: vscode.workspace.asRelativePath(file),
    });
  }

  async #addTile({ runId, tileId, original }: TileRef): Promise<void> {
    const { archive } = this.#parts.services;
    const tile = archive.get(runId)?.tiles.find(one => one.id === tileId);
    const picture = tile && shownPicture(tile, original);
    const { saved } = tile ?? {};
    if (!picture) return;
    const uri = vscode.Uri.file(join(archive.folderOf(runId), picture.file)).toString();
    const label = saved?.at(-1)?.label ?? picture.file;
    await this.#add([() => this.#parts.references.addFile({ uri, label })]);
  }

  /** Adds what can be kept, as far as there is room; the rest is said at the field. */
  async #add(keep: readonly (() => Promise<Source>)[]): Promise<void> {
    const room = maxReferences - this.#state.references.length;
    const added = await this.#kept(keep.slice(0, Math.max(0, room)));
    if (keep.length > room) this.#refuse([...this.#refusals, texts.tooMany(maxReferences)]);
    await this.#putReferences([...this.#state.references, ...added]);
  }

  async #kept(keep: readonly (() => Promise<Source>)[]): Promise<readonly Source[]> {
    this.#refuse([]);
    const results = await Promise.allSettled(keep.map(one => one()));
    const failed = results.filter(result => result.status === 'rejected');
    this.#refuse(failed.map(({ reason }) => errorSentence(toErrorRecord(reason))));
    return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  }

  async #openMask(
    id: string | undefined,
    toUri: (path: string) => string,
  ): Promise<MaskedPicture | undefined> {
    const { references } = this.#state;
    const source = id === undefined ? references[0] : references.find(({ file }) => file === id);
    if (!source) return undefined;
    const { file, label } = source;
    const size = await this.#parts.references.seenSize(source);
    const mask = this.#masks[file] ?? { strokes: [], feather: 0 };
    return { id: file, label, uri: toUri(this.#parts.references.pathOf(source)), ...size, mask };
  }

  #drawMask(id: string, mask: Mask): void {
    // The picture may be gone by now.
    if (!this.#state.references.some(({ file }) => file === id)) return;
    this.#state = { ...this.#state, masks: { ...this.#masks, [id]: mask } };
    this.#saveSoon();
    this.#parts.changed();
  }

  async #remove(file: string): Promise<void> {
    this.#refuse([]);
    await this.#putReferences(this.#state.references.filter(one => one.file !== file));
  }

  async #move(file: string, to: number): Promise<void> {
    const { references } = this.#state;
    const one = references.find(source => source.file === file);
    if (one) await this.#putReferences(references.filter(source => source !== one).toSpliced(to, 0, one));
  }

  async #putReferences(references: readonly Source[]): Promise<void> {
    const gone = this.#state.references.filter(one => !references.includes(one));
    const masks = references.flatMap(({ file }) => {
      const mask = this.#masks[file];
      return mask ? [[file, mask] as const] : [];
    });
    this.#state = { ...this.#state, references, masks: Object.fromEntries(masks) };
    this.#parts.changed();
    // The draft first: it must not name pictures that are gone.
    await this.#save();
    await Promise.all(gone.map(one => this.#parts.references.remove(one)));
  }

  async #replace(state: DeskState): Promise<void> {
    const { references, ...rest } = state;
    this.#state = { ...rest, references: this.#state.references };
    this.#epoch++;
    await this.#putReferences(references);
  }

  #refuse(sentences: readonly string[]): void {
    if (sentences.length + this.#refusals.length === 0) return;
    this.#refusals = sentences;
    this.#parts.changed();
  }

  #show(): void {
    this.#focus++;
    this.#parts.services.sheet.reveal();
    this.#parts.changed();
  }

  #saveSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#save(), restMs);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#rest);
    try {
      await this.#parts.file.write(this.#state);
    } catch (error) {
      // The draft lives on in this window; the reason has no words of the user's.
      this.#parts.services.log.warn(`the draft was not kept: ${toErrorRecord(error).kind}`);
    }
  }
}

/** What a new draft asks for: the user's settings. */
function startingDraft(): Draft {
  const parameters = parameterSettings();
  return {
    prompt: '',
    count: countSetting(),
    parameters: partialsAreAskedFor() ? parameters : without(parameters, 'partialImages'),
  };
}

function usualPartials(): number {
  return parameterSettings().partialImages ?? 0;
}

/** Stands in while the address in the settings cannot be used. */
function nobody(): Outlook {
  const { provider, model } = providerSettings();
  return {
    provider,
    baseUrl: '',
    host: '',
    official: false,
    model: model || undefined,
    ready: false,
    traits: {
      label: { id: provider, label: provider, offline: false },
      hasVariations: false,
      streams: false,
      lacksFormats: [],
      defaults: {},
    },
  };
}
