import { words } from '../platform/messages/commands.ts';
import type { SourceReference } from '../studio/sources.ts';
import { candidatesOf, namedDirections } from '../studio/directions.ts';
import type { Wish } from '../studio/studio.ts';
import { parseArguments, type CommandArguments } from './arguments.ts';
import { askAndMake } from './askAndMake.ts';
import { choiceFor, earlierPrompts } from './choice.ts';
import { rememberedDirections, type OfferedDirection } from './directions.ts';
import { ready } from './firstRun.ts';
import type { Made } from './made.ts';
import { guarded } from './remedies.ts';
import { confinedUri, saveAll } from './saveTo.ts';
import { SendLooks } from './sendLook.ts';
import type { Services } from './services.ts';
import { slotSizes } from './slotSizes.ts';
import { sourcesOf } from './sources.ts';
import type { Choice, WordsQuestion } from './words/question.ts';

/** How variations and edits differ before they are sent. */
interface Kind {
  readonly kind: 'variations' | 'edit';
  readonly question: (
    name: string,
    files: number,
  ) => Pick<WordsQuestion, 'title' | 'placeholder' | 'go' | 'optional' | 'times'>;
}

const variationsKind: Kind = {
  kind: 'variations',
  question: (name, files) => ({
    title: words.variationsTitle(name),
    placeholder: words.variationsPlaceholder(),
    go: words.goVariations,
    optional: true,
    times: files,
  }),
};

const editKind: Kind = {
  kind: 'edit',
  question: name => ({
    title: words.editTitle(name),
    placeholder: words.editPlaceholder(),
    go: words.goEdit,
    optional: false,
    times: 1,
  }),
};

/** Variations of one or several pictures, each by itself. */
export function variations(services: Services, args: readonly unknown[]): Promise<Made | undefined> {
  return guarded(services, () => make(services, variationsKind, parseArguments(args)));
}

/** Edits by words, with up to 16 pictures as references that go out together. */
export function edit(services: Services, args: readonly unknown[]): Promise<Made | undefined> {
  return guarded(services, () => make(services, editKind, parseArguments(args)));
}

/** Variations or an edit of a picture of the contact sheet. */
export async function fromPicture(
  services: Services,
  kind: Kind['kind'],
  source: SourceReference,
): Promise<void> {
  await guarded(services, () =>
    makeFrom(services, kind === 'edit' ? editKind : variationsKind, [source], {}),
  );
}

async function make(services: Services, kind: Kind, args: CommandArguments): Promise<Made | undefined> {
  const sources = await sourcesOf(services, args);
  return sources && makeFrom(services, kind, sources, args.options);
}

async function makeFrom(
  services: Services,
  { kind, question }: Kind,
  sources: readonly SourceReference[],
  options: CommandArguments['options'],
): Promise<Made | undefined> {
  const saveTo = await confinedUri(services, options.saveTo);
  const connection = await ready(services);
  if (!connection) return undefined;
  const looks = new SendLooks(services, connection, sources);
  const directions = directionsOf(services, kind, options);
  const only = sources.length === 1 ? sources[0] : undefined;
  const name = sources.map(({ label }) => label.split('/').at(-1)).join(', ');
  const earlier = await earlierPrompts(services, kind);
  const made = await askAndMake(services, connection, {
    question: {
      ...question(name, sources.length),
      initial: '',
      earlier,
      sendsPictures: true,
      // Of several files each has places of its own.
      ...(only ? { sizesInCode: () => slotSizes(services, only) } : {}),
      look: (prompt, choice) => looks.look({ ...routed(choice), kind, prompt }),
      order: (prompt, choice, shown) => ({ ...routed(choice), kind, prompt, sources: shown, folder: '' }),
    },
    choice: { ...choiceFor(connection, options), ...(directions ? { directions } : {}) },
    given: options.prompt ?? (options.directions && ''),
    onChosen: async choice => {
      const keys = choice.directions?.map(({ key }) => key);
      if (keys) await services.memory.directions.set(keys);
    },
    wishOf: (prompt, choice) => ({
      kind,
      prompt,
      ...routed(choice),
      square: services.memory.squareFit.get(),
      sources,
      ...(saveTo ? { saveTo: saveTo.toString() } : {}),
    }),
  });
  return saveTo ? saveAll(services, made) : made;
}

/** Those of the arguments; else, where nothing else is said, those picked last. Undefined for edits. */
function directionsOf(
  services: Services,
  kind: Kind['kind'],
  { directions, prompt }: CommandArguments['options'],
): readonly OfferedDirection[] | undefined {
  if (kind === 'edit') return undefined;
  if (directions) return namedDirections(directions);
  return prompt === undefined ? rememberedDirections(services) : undefined;
}

/** A choice as the studio takes it: each candidate by its words. */
function routed({
  directions,
  ...choice
}: Choice): Pick<Wish, 'count' | 'parameters' | 'directions' | 'slot'> {
  if (!directions) return choice;
  const candidates = candidatesOf(directions, choice.count);
  return { ...choice, count: candidates.length, directions: candidates };
}
