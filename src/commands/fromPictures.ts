import { words } from '../platform/messages/commands.ts';
import type { SourceReference } from '../studio/sources.ts';
import { parseArguments, type CommandArguments } from './arguments.ts';
import { askAndMake } from './askAndMake.ts';
import { choiceFor, earlierPrompts } from './choice.ts';
import { ready } from './firstRun.ts';
import type { Made } from './made.ts';
import { guarded } from './remedies.ts';
import { confinedUri, saveAll } from './saveTo.ts';
import type { Services } from './services.ts';
import { sourcesOf } from './sources.ts';
import type { WordsQuestion } from './words.ts';

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
  const name = sources.map(({ label }) => label.split('/').at(-1)).join(', ');
  const earlier = await earlierPrompts(services, kind);
  const made = await askAndMake(services, connection, {
    question: { ...question(name, sources.length), initial: '', earlier, sendsPictures: true },
    choice: choiceFor(connection, options),
    given: options.prompt,
    wishOf: (prompt, choice) => ({
      kind,
      prompt,
      ...choice,
      sources,
      ...(saveTo ? { saveTo: saveTo.toString() } : {}),
    }),
  });
  return saveTo ? saveAll(services, made) : made;
}
