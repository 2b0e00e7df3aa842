// What becomes of the desk by each thing that is done there: one state in, the next one out.
import type { Draft } from '../../images/draft.ts';
import { marksSomething, type Mask } from '../../images/mask.ts';
import { without, type Source } from '../../images/run.ts';
import type { DeskState, DraftState } from '../../library/deskFile.ts';

/** Another draft of the same run, written while `baseUrl` is asked: a model stays with the server it was chosen for. */
export function withDraft(state: DeskState, draft: Draft, baseUrl: string): DeskState {
  const same = draft.parameters.model === state.draft?.parameters.model;
  const { modelAt = baseUrl } = same ? state : {};
  return { ...state, draft, modelAt };
}

/** Without a model that was chosen for another server than `baseUrl`; the same object where there is none. */
export function withoutForeignModel(state: DeskState, baseUrl: string): DeskState {
  const { draft, modelAt } = state;
  if (draft?.parameters.model === undefined || modelAt === baseUrl) return state;
  return { ...state, draft: { ...draft, parameters: without(draft.parameters, 'model') } };
}

/** Other pictures to the same words; a mask goes where its picture goes. */
export function withReferences(state: DeskState, references: readonly Source[]): DeskState {
  const { masks: drawn = {}, ...rest } = state;
  const masks = references.flatMap(({ file }) => (drawn[file] ? [[file, drawn[file]] as const] : []));
  return { ...rest, references, ...(masks.length > 0 ? { masks: Object.fromEntries(masks) } : {}) };
}

/** One picture at another place; the same pictures where it is not among them. */
export function moved(references: readonly Source[], file: string, to: number): readonly Source[] {
  const one = references.find(source => source.file === file);
  return one ? references.filter(source => source !== one).toSpliced(to, 0, one) : references;
}

/** What is drawn on a picture now; undefined where the picture is gone. */
export function withMask(state: DeskState, file: string, mask: Mask): DeskState | undefined {
  if (!state.references.some(one => one.file === file)) return undefined;
  return { ...state, masks: { ...state.masks, [file]: mask } };
}

/** What is drawn on the first picture, which is the only mask that is sent; undefined where it marks nothing. */
export function maskOfFirst({
  references,
  masks,
}: Pick<DraftState, 'references' | 'masks'>): Mask | undefined {
  const [first] = references;
  const drawn = first && masks?.[first.file];
  return drawn && marksSomething(drawn) ? drawn : undefined;
}

/**
 * Another draft in the place of this one, which can be brought back then; the one before that cannot any more, unless
 * there is nothing in this one.
 */
export function exchanged(state: DeskState, next: DraftState): DeskState {
  const { previous, ...now } = state;
  const isEmpty = (now.draft?.prompt ?? '').trim() === '' && now.references.length === 0;
  const before = isEmpty ? previous : now;
  return before && before !== next ? { ...next, previous: before } : next;
}

/** Pictures that can neither be seen nor be brought back since. */
export function noLongerNamed(before: DeskState, after: DeskState): readonly Source[] {
  const named = new Set(picturesOf(after).map(({ file }) => file));
  return picturesOf(before).filter(({ file }) => !named.has(file));
}

function picturesOf({ references, previous }: DeskState): readonly Source[] {
  return [...references, ...(previous?.references ?? [])];
}
