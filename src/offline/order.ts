import type { EncodableType } from '../raster/pixels.ts';
import type { Fields } from './fields.ts';
import { findModel, ownModel, type ModelRules } from './models.ts';
import { badRequest } from './refusal.ts';
import { readSize, type Size } from './size.ts';

/** A checked request, as far as generations, edits and variations have it in common. */
export interface ImageOrder {
  readonly model: ModelRules;
  /** Empty for variations. */
  readonly prompt: string;
  readonly n: number;
  /** Undefined: `auto`. */
  readonly size?: Size | undefined;
  /** Never `auto`. */
  readonly quality: string;
  readonly background: 'auto' | 'transparent' | 'opaque';
  readonly type: EncodableType;
  readonly compression?: number | undefined;
  readonly stream: boolean;
  /** Previews, 0 to 3. */
  readonly partials: number;
  /** Answer with URLs on this server instead of base64. */
  readonly urls: boolean;
}

const everywhere = 'model n size response_format user safety_identifier'.split(' ');
const painted = [
  ...everywhere,
  ...'prompt quality background output_format output_compression moderation'.split(' '),
  ...'stream partial_images complexity frame_count frame_duration_ms'.split(' '),
];

/** The parameters of each route, besides files. */
const known = {
  generations: new Set([...painted, 'style', 'svg']),
  edits: new Set([...painted, 'input_fidelity']),
  variations: new Set(everywhere),
} as const;

export type RouteName = keyof typeof known;

/** Everything but the files; throws the API's refusal of the first thing wrong. */
export function readOrder(route: RouteName, fields: Fields, official: boolean): ImageOrder {
  fields.only(known[route]);
  const model = findModel(fields.text('model') ?? ownModel);
  refuseRoute(route, model);
  refuseUnsupported(fields, model, official);
  const prompt = route === 'variations' ? '' : fields.requiredText('prompt', model.maxPrompt);
  const size = readSize(fields.text('size'), model);
  fields.choice('style', ['vivid', 'natural']);
  fields.choice('moderation', ['auto', 'low']);
  fields.choice('complexity', ['low', 'medium', 'high']);
  fields.choice('input_fidelity', ['high', 'low']);
  const answered = fields.choice('response_format', ['url', 'b64_json']);
  const { stream, partials } = readStream(fields, model);
  const { type, background, compression } = readFinish(fields, model);
  const n = fields.integer('n', 1, model.maxCount) ?? 1;
  if (stream && n > 1) throw badRequest('invalid_value', 'n', "'n' must be 1 when 'stream' is true.");
  return {
    model,
    prompt,
    n,
    size,
    background,
    type,
    compression,
    stream,
    partials,
    quality: plainQuality(fields.choice('quality', model.qualities), model),
    urls: (answered ?? (model.tokenBase === undefined ? 'url' : 'b64_json')) === 'url',
  };
}

function plainQuality(asked: string | undefined, model: ModelRules): string {
  if (asked !== undefined && asked !== 'auto') return asked;
  return model.qualities.includes('medium') ? 'medium' : 'standard';
}

function refuseRoute(route: RouteName, model: ModelRules): void {
  const served = route === 'generations' || model[route];
  if (!served)
    throw badRequest(
      'invalid_value',
      'model',
      `The model '${model.id}' is not supported by /v1/images/${route}.`,
    );
}

/** Parameters of other families count as unknown, as at the real host. */
function refuseUnsupported(fields: Fields, model: ModelRules, official: boolean): void {
  const supported: Readonly<Record<string, boolean>> = {
    response_format: model.responseFormat || !official,
    style: model.style,
    complexity: model.complexity,
    input_fidelity: model.inputFidelity,
    background: model.background,
    moderation: model.background,
    output_format: model.background,
    output_compression: model.background,
    stream: model.stream,
    partial_images: model.stream,
  };
  for (const [name, has] of Object.entries(supported))
    if (!has && fields.has(name))
      throw badRequest('unknown_parameter', name, `Unknown parameter: '${name}'.`);
}

function readStream(fields: Fields, model: ModelRules): { stream: boolean; partials: number } {
  const stream = model.stream && fields.flag('stream') === true;
  const partials = fields.integer('partial_images', 0, 3);
  if (partials !== undefined && !stream)
    throw badRequest(
      'invalid_value',
      'partial_images',
      "'partial_images' is only supported when 'stream' is true.",
    );
  return { stream, partials: partials ?? 0 };
}

function readFinish(
  fields: Fields,
  model: ModelRules,
): Pick<ImageOrder, 'type' | 'background' | 'compression'> {
  const asked =
    fields.choice('output_format', model.background ? ['png', 'jpeg', 'webp', 'gif', 'svg'] : ['png']) ??
    'png';
  if (asked === 'gif' || asked === 'svg')
    throw badRequest(
      'invalid_value',
      'output_format',
      `output_format '${asked}' is not enabled for this organization.`,
    );
  for (const name of ['frame_count', 'frame_duration_ms', 'svg'])
    if (fields.has(name))
      throw badRequest('invalid_value', name, `'${name}' is not supported with output_format '${asked}'.`);
  const background = fields.choice('background', ['auto', 'transparent', 'opaque']) ?? 'auto';
  if (background === 'transparent' && asked === 'jpeg')
    throw badRequest(
      'invalid_value',
      'background',
      'Transparent background is not supported for JPEG output format.',
    );
  const compression = fields.integer('output_compression', 0, 100);
  if (compression !== undefined && compression < 100 && asked === 'png')
    throw badRequest(
      'invalid_value',
      'output_compression',
      'Compression less than 100 is not supported for PNG output format.',
    );
  return { type: asked, background, compression };
}
