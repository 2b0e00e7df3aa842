import * as v from 'valibot';
import { maxReferences } from '../../images/draft.ts';
import {
  maxDroppedBytes,
  type ComposerWebviewMessage,
  type DroppedFile,
  type RunOutcome,
} from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import type { Effects } from '../effects.ts';

/** What the composer's controls ask for. */
export type ComposerAction =
  | { readonly type: 'composer.run' }
  | { readonly type: 'composer.addFiles'; readonly files: readonly File[] }
  | Exclude<
      ComposerWebviewMessage,
      { readonly type: 'composer.draft' | 'composer.run' | 'composer.addFiles' | 'composer.focused' }
    >;

const aboutPictures: ReadonlySet<ComposerAction['type']> = new Set([
  'composer.pick',
  'composer.addTile',
  'composer.remove',
]);

/** Carries out what a control of the composer asks for. */
export async function actOnComposer(action: ComposerAction, effects: Effects): Promise<void> {
  if (action.type === 'composer.run') return run(effects);
  if (action.type === 'composer.addFiles') return addFiles(action.files, effects);
  if (action.type === 'composer.addUris') return addUris(action.uris, effects);
  // What was said of pictures that were too many or too large is over when others are chosen.
  if (aboutPictures.has(action.type)) effects.dispatch({ type: 'composer.noticed', notice: '' });
  await effects.request(action, () => undefined);
  if (action.type === 'composer.move') sayPlace(action.id, effects);
}

/** The field the words are written in. */
export function promptField(): HTMLTextAreaElement | undefined {
  return document.querySelector<HTMLTextAreaElement>('.composer-prompt') ?? undefined;
}

const outcome = v.picklist(['started', 'refused', 'left'] satisfies readonly RunOutcome[]);

async function run({ state, dispatch, request }: Effects): Promise<void> {
  const now = state();
  if (now.phase !== 'ready') return;
  const { draft, view } = now.composer;
  if (!draft || !view) return;
  if (draft.prompt.trim() === '') {
    dispatch({ type: 'composer.tried' });
    return promptField()?.focus();
  }
  const focused = document.activeElement;
  const how = await request({ type: 'composer.run', epoch: view.epoch, draft }, answer =>
    v.parse(outcome, answer),
  );
  if (how === 'refused') {
    document.querySelector<HTMLElement>('.composer [aria-invalid="true"]')?.focus();
  }
  // The words stay for the next try; typing begins others.
  const prompt = promptField();
  if (how === 'started' && focused === prompt && document.activeElement === prompt) prompt?.select();
}

async function addFiles(files: readonly File[], effects: Effects): Promise<void> {
  const now = effects.state();
  if (now.phase !== 'ready') return;
  const large = files.find(file => file.size > maxDroppedBytes);
  const tooLarge = large
    ? fill(now.strings['composer.tooLarge'], large.name, maxDroppedBytes / 1024 / 1024)
    : '';
  const wanted = withRoom(
    files.filter(file => file.size <= maxDroppedBytes),
    effects,
    tooLarge,
  );
  const taken = await Promise.all(
    wanted.map(async (file): Promise<DroppedFile> => ({
      name: file.name.slice(-500),
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
  if (taken.length > 0) await effects.request({ type: 'composer.addFiles', files: taken }, () => undefined);
}

async function addUris(all: readonly string[], effects: Effects): Promise<void> {
  const uris = withRoom(all, effects);
  if (uris.length > 0) await effects.request({ type: 'composer.addUris', uris }, () => undefined);
}

/** As many as there is room for, before any of them is read; that there are more is said, after what is wrong else. */
function withRoom<T>(all: readonly T[], { state, dispatch }: Effects, wrong = ''): readonly T[] {
  const now = state();
  if (now.phase !== 'ready') return [];
  const room = Math.max(0, maxReferences - (now.composer.view?.references.length ?? 0));
  const tooMany = all.length > room ? fill(now.strings['composer.tooMany'], maxReferences) : '';
  const notice = [wrong, tooMany].filter(text => text !== '').join(' ');
  dispatch({ type: 'composer.noticed', notice });
  return all.slice(0, room);
}

/** The page moves silently; who does not see it is told where the picture went. */
function sayPlace(id: string, { state, say }: Effects): void {
  const now = state();
  if (now.phase !== 'ready') return;
  const references = now.composer.view?.references ?? [];
  const at = references.findIndex(one => one.id === id);
  const label = references[at]?.label;
  if (label !== undefined) say(fill(now.strings['composer.moved'], label, at + 1, references.length));
}
