import type { ImageParameters } from './request.ts';
import { validate } from './validate.ts';

/** Problems that go away with their field, since nobody else depends on it. */
const goesAway: ReadonlySet<string> = new Set([
  'field.unsupported',
  'field.value',
  'compression.format',
  'frames.format',
  'svg.format',
]);

/**
 * What was asked of one model, asked of another: without what that one would refuse, and in the nearest size it makes.
 * Undefined: the server has one model.
 */
export function forModel(parameters: ImageParameters, model: string | undefined): ImageParameters {
  const { model: _before, ...rest } = parameters;
  return adapted(model === undefined ? rest : { ...rest, model });
}

/** The same for parameters that were changed: what does not go together any more is left out. */
export function adapted(parameters: ImageParameters): ImageParameters {
  const problems = validate({ route: 'generations', prompt: 'any', parameters });
  const gone = new Set(problems.filter(({ code }) => goesAway.has(code)).map(({ field }) => field));
  const size = problems.find(({ field }) => field === 'size')?.nearest;
  if (gone.size === 0 && typeof size !== 'string') return parameters;
  const kept: ImageParameters = Object.fromEntries(
    Object.entries(parameters).filter(([field]) => !gone.has(field)),
  );
  // One field less may leave another without what it goes with.
  return adapted(typeof size === 'string' ? { ...kept, size } : kept);
}
