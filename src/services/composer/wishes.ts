// A draft as the studio takes it, and a run as a draft.
import type { Connection, Outlook } from '../../commands/services.ts';
import { maxCount, type Draft } from '../../images/draft.ts';
import { capabilitiesOf } from '../../images/models.ts';
import type { ImageParameters } from '../../images/request.ts';
import { askedCount, without, type Run, type Source } from '../../images/run.ts';
import type { DraftState } from '../../library/deskFile.ts';
import { parseDraft } from '../../protocol/parseComposer.ts';
import type { SourceReference } from '../../studio/sources.ts';
import type { Wish } from '../../studio/studio.ts';
import { maskOfFirst } from './deskChanges.ts';

/** What goes out for a draft: the provider's model where it names none, previews where they are usual. */
export function effectiveParameters(
  parameters: ImageParameters,
  outlook: Pick<Outlook, 'model' | 'traits'>,
  usualPartials: number,
): ImageParameters {
  const model = parameters.model ?? outlook.model;
  const streams = capabilitiesOf(model).stream !== undefined || outlook.traits.streams;
  const partialImages = parameters.partialImages ?? (streams ? usualPartials : undefined);
  return {
    ...parameters,
    ...(model === undefined ? {} : { model }),
    ...(partialImages === undefined ? {} : { partialImages }),
  };
}

/** What is asked of a server for a draft. `sources`: the copies of its pictures. */
export function wishFor(
  { draft: { prompt, count, parameters: all }, ...asked }: DraftState & { readonly draft: Draft },
  connection: Connection,
  usualPartials: number,
  sources: readonly SourceReference[],
): Wish {
  // Who had no key may have chosen another server on the way.
  const parameters = asked.modelAt === connection.baseUrl ? all : without(all, 'model');
  const outlook = { model: connection.model, traits: connection.api };
  const mask = maskOfFirst(asked);
  return {
    kind: sources.length > 0 ? 'edit' : 'generate',
    prompt: prompt.trim(),
    count,
    parameters: effectiveParameters(parameters, outlook, usualPartials),
    sources,
    ...(mask ? { mask } : {}),
  };
}

/** What asks again for what a run asked for. `references`: copies of its sources, in their order. */
export function askedBy(run: Run, outlook: Outlook, references: readonly Source[]): DraftState {
  const draft = draftOf(run, outlook);
  const [first] = references;
  const drawn = run.mask?.drawn;
  return {
    ...(draft ? { draft, modelAt: outlook.baseUrl } : {}),
    references,
    ...(drawn && first ? { masks: { [first.file]: drawn } } : {}),
  };
}

/** Undefined where it was more than a draft can say. */
function draftOf(run: Run, { traits }: Outlook): Draft | undefined {
  const { id, label, host } = traits.label;
  const { provider } = run;
  const same = id === provider.id && label === provider.label && host === provider.host;
  return parseDraft({
    prompt: run.prompt,
    count: Math.min(askedCount(run), maxCount),
    // Another server's model must not be asked for here.
    parameters: same ? run.parameters : without(run.parameters, 'model'),
  });
}
