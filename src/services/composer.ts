import { join } from 'node:path';
import * as vscode from 'vscode';
import { runDraft } from '../commands/composer.ts';
import { pickImages } from '../commands/pickImages.ts';
import type { Connection, Outlook, Services } from '../commands/services.ts';
import { namedFile } from '../commands/sources.ts';
import { maxCount, maxReferences, type Draft } from '../images/draft.ts';
import { toErrorRecord } from '../images/errors.ts';
import { marksSomething, type Mask } from '../images/mask.ts';
import { shownPicture, without, type Run, type Source } from '../images/run.ts';
import type { DeskFile, DeskState, DraftState } from '../library/deskFile.ts';
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
  /** How often the focus was wanted, and had: never reset, since the page remembers the last it saw. */
  #focus = 0;
  #focused = 0;
  /** Drafts that came, so that an older one never takes the place of a newer one. */
  #taken = 0;
  /** Settles when what is being started is in the library, or came to nothing. */
  #starting: Promise<unknown> | undefined;
  /** What changes the pictures, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #deleting: Promise<unknown> = Promise.resolve();
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
      focus: this.#focused === this.#focus ? 0 : this.#focus,
      draft: this.#draft,
      references: await Promise.all(
        references.map(async source =>
          referenceView(source, toUri(await files.shownPath(source)), this.#masks[source.file]),
        ),
      ),
      ...judged,
      ...(sentence === undefined ? {} : { provider: { ...judged.provider, sentence } }),
      ...(running === undefined ? {} : { running }),
      canBringBack: this.#state.previous !== undefined,
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
        return this.#runOnce(message);
      case 'composer.cancel':
        return this.#parts.services.studio.cancel(this.#running[0] ?? '');
      case 'composer.clear':
        return this.#inTurn(() => this.#replace({ references: [] }));
      case 'composer.back':
        return this.#inTurn(() => this.#bringBack());
      case 'composer.pick':
        return this.#pick();
      case 'composer.provider':
        return void (await vscode.commands.executeCommand('easel.chooseProvider'));
      case 'composer.focused':
        this.#focused = Math.max(this.#focused, Math.min(message.focus, this.#focus));
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
        return this.#inTurn(() => this.#remove(message.id));
      case 'composer.move':
        return this.#inTurn(() => this.#move(message.id, message.to));
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
    const sources = run.sources.map(({ uri, label: name, file }) => ({
      uri,
      label: name,
      from: vscode.Uri.file(join(folder, file)).toString(),
    }));
    const settings = draft ? { draft, modelAt: outlook.baseUrl } : {};
    const drawn = run.mask?.drawn;
    await this.#inTurn(() =>
      this.#replaceWith(sources, references => {
        const [first] = references;
        const masks = drawn && first ? { masks: { [first.file]: drawn } } : {};
        return this.#replace({ ...settings, references, ...masks });
      }),
    );
  }

  /** Puts a picture in the place of those that are there. */
  async startFrom(source: SourceReference): Promise<void> {
    await this.#inTurn(() =>
      this.#replaceWith([source], references => {
        const { previous: _previous, masks: _masks, ...now } = this.#state;
        return this.#replace({ ...now, references }, 'wordsStay');
      }),
    );
  }

  /** Settles when all is on disk. */
  async close(): Promise<void> {
    // What waits for a run to start may wait for the user; it is left to the sweep.
    await Promise.allSettled([this.#save(), ...(this.#starting ? [] : [this.#deleting])]);
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
    const mine = ++this.#taken;
    const { outlook } = await this.#outlook();
    // In the meantime the host may have put another one there, or a newer one has come.
    if (epoch !== this.#epoch || mine !== this.#taken) return;
    // A model that only stands there still belongs to the server it was chosen for.
    const same = draft.parameters.model === this.#draft.parameters.model;
    const { modelAt = outlook.baseUrl } = same ? this.#state : {};
    this.#state = { ...this.#state, draft, modelAt };
    this.#saveSoon();
    this.#parts.changed();
  }

  /** One press, one run: what comes while it is being started is the same press. */
  async #runOnce(message: { readonly epoch: number; readonly draft: Draft }): Promise<RunOutcome> {
    if (message.epoch !== this.#epoch || this.#starting) return 'left';
    const run = this.#run(message);
    this.#starting = Promise.allSettled([run]);
    try {
      return await run;
    } finally {
      this.#starting = undefined;
    }
  }

  async #run(message: { readonly epoch: number; readonly draft: Draft }): Promise<RunOutcome> {
    await this.#take(message);
    const { outlook } = await this.#outlook();
    if (message.epoch !== this.#epoch) return 'left';
    // From here on it is what was asked for, whatever is typed or put there while it is being started.
    const asked: DraftState = { ...this.#state, draft: message.draft };
    this.#refuse([]);
    const { problems } = judge({ ...this.#viewParts(outlook), draft: message.draft }, outlook, composerWords);
    if (message.draft.prompt.trim() === '' || problems.length > 0) return 'refused';
    const started = await runDraft(this.#parts.services, connection =>
      this.#wishFor(message.draft, asked, connection),
    );
    if (!started) return 'left';
    this.#setRunning([started.runId, ...this.#running]);
    void started.over.finally(() => this.#setRunning(this.#running.filter(id => id !== started.runId)));
    return 'started';
  }

  #wishFor(
    { prompt, count, parameters: all }: Draft,
    { references, modelAt, masks = {} }: DraftState,
    connection: Connection,
  ): Wish {
    // Who had no key may have chosen another server on the way.
    const parameters = modelAt === connection.baseUrl ? all : without(all, 'model');
    const outlook = { model: connection.model, traits: connection.api };
    const drawn = references[0] && masks[references[0].file];
    return {
      kind: references.length > 0 ? 'edit' : 'generate',
      prompt: prompt.trim(),
      count,
      parameters: effectiveParameters({ parameters }, outlook, usualPartials()),
      sources: references.map(source => ({
        uri: source.uri,
        label: source.label,
        from: vscode.Uri.file(this.#parts.references.pathOf(source)).toString(),
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
    if (!picture) return;
    const uri = vscode.Uri.file(join(archive.folderOf(runId), picture.file)).toString();
    const label = tile.saved?.at(-1)?.label ?? picture.file;
    await this.#add([() => this.#parts.references.addFile({ uri, label })]);
  }

  /** Adds what can be kept, as far as there is room; the rest is said at the field. */
  #add(keep: readonly (() => Promise<Source>)[]): Promise<void> {
    return this.#inTurn(async () => {
      const room = maxReferences - this.#state.references.length;
      const added = await this.#kept(keep.slice(0, Math.max(0, room)));
      if (keep.length > room) this.#refuse([...this.#refusals, texts.tooMany(maxReferences)]);
      if (added.length > 0) await this.#putReferences([...this.#state.references, ...added]);
    });
  }

  /** Copies pictures and puts them in the place of what is there; where one cannot be read, nothing changes. */
  async #replaceWith(
    sources: readonly SourceReference[],
    put: (references: readonly Source[]) => Promise<void>,
  ): Promise<void> {
    const wanted = sources.slice(0, maxReferences);
    const kept = await this.#kept(wanted.map(source => () => this.#parts.references.addFile(source)));
    if (kept.length === wanted.length) {
      if (sources.length > wanted.length) this.#refuse([texts.tooMany(maxReferences)]);
      await put(kept);
    } else {
      this.#refuse([[...this.#refusals, texts.nothingChanged()].join(' ')]);
      this.#delete(kept, one => this.#parts.references.remove(one));
    }
    this.#show();
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

  /** Pictures by the user's own hand: what they took away is deleted. */
  async #putReferences(references: readonly Source[]): Promise<void> {
    const { masks: _drawn, ...before } = this.#state;
    const masks = references.flatMap(({ file }) => {
      const mask = this.#masks[file];
      return mask ? [[file, mask] as const] : [];
    });
    const drawn = masks.length > 0 ? { masks: Object.fromEntries(masks) } : {};
    await this.#put({ ...before, references, ...drawn });
    this.#delete(
      picturesOf(before).filter(one => !isNamed(one, this.#state)),
      one => this.#parts.references.remove(one),
    );
  }

  /** Puts another draft there; the one before can be brought back, the one before that cannot any more. */
  async #replace(next: DraftState, words: 'wordsStay' | 'wordsChange' = 'wordsChange'): Promise<void> {
    const before = this.#state;
    const previous = this.#worthKeeping();
    const back = previous && previous !== next ? { previous } : {};
    // What is being typed goes on where the words stay.
    if (words === 'wordsChange') this.#epoch++;
    await this.#put({ ...next, ...back });
    this.#delete(
      picturesOf(before).filter(one => !isNamed(one, this.#state)),
      one => this.#parts.references.forget(one),
    );
  }

  async #bringBack(): Promise<void> {
    const { previous } = this.#state;
    this.#refuse([]);
    if (previous) await this.#replace(previous);
  }

  /** What stands there, or where that is nothing, what stood there before. */
  #worthKeeping(): DraftState | undefined {
    const { previous, ...now } = this.#state;
    return this.#draft.prompt.trim() === '' && now.references.length === 0 ? previous : now;
  }

  async #put(state: DeskState): Promise<void> {
    this.#state = state;
    this.#parts.changed();
    // The draft first: it must not name pictures that are gone.
    await this.#save();
  }

  /** Never before a run that is being started has its own copies. */
  #delete(gone: readonly Source[], by: (one: Source) => Promise<void>): void {
    if (gone.length === 0) return;
    const before = this.#starting ? [this.#deleting, this.#starting] : [this.#deleting];
    this.#deleting = Promise.allSettled(before).then(() => Promise.allSettled(gone.map(by)));
  }

  /** What changes the pictures waits for what changes them already. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = Promise.allSettled([mine]);
    return mine;
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

/** All pictures that a desk names. */
function picturesOf({ references, previous }: DeskState): readonly Source[] {
  return [...references, ...(previous?.references ?? [])];
}

function isNamed({ file }: Source, state: DeskState): boolean {
  return picturesOf(state).some(one => one.file === file);
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
