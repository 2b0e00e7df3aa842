import { without, type RunKind } from '../images/run.ts';
import type { ImageParameters } from '../images/request.ts';
import { capabilitiesOf } from '../images/models.ts';
import { countSetting, parameterSettings, partialsAreAskedFor } from '../platform/settings.ts';
import type { CommandOptions } from './arguments.ts';
import type { Connection, Services } from './services.ts';
import type { Choice } from './words/question.ts';

/** Earlier prompts that are offered, at most. */
const maxEarlier = 50;

/** What a run asks for: the arguments before the settings, the provider's model where nothing is said. */
export function choiceFor(connection: Connection, options: CommandOptions): Choice {
  const {
    prompt: _prompt,
    files: _files,
    directions: _directions,
    count,
    saveTo: _saveTo,
    ...asked
  } = options;
  const model = asked.model ?? connection.model;
  const merged: ImageParameters = { ...parameterSettings(), ...asked, ...(model ? { model } : {}) };
  const known = capabilitiesOf(model).stream !== undefined || connection.api.streams;
  // A server nobody knows is not asked to stream unless somebody said so by name.
  const streams = known || partialsAreAskedFor() || asked.partialImages !== undefined;
  return { count: count ?? countSetting(), parameters: streams ? merged : without(merged, 'partialImages') };
}

/** Prompts of earlier runs of a kind, newest first, each once. */
export async function earlierPrompts(services: Services, kind: RunKind): Promise<readonly string[]> {
  const runs = await services.archive.runs();
  const prompts = runs.filter(run => run.kind === kind && run.prompt !== '').map(run => run.prompt);
  return [...new Set(prompts)].slice(0, maxEarlier);
}
