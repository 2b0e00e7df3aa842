import type { Problem } from './errors.ts';
import { capabilitiesOf, nearestSize, suggestedSizes, type ModelCapabilities } from './models.ts';
import type { ImageParameters, ImageRequest, Upload } from './request.ts';
import { brokenRule, parseSize, roughSize } from './size.ts';

/** What the legacy endpoints and masks may have: under 4 MB (api-contract, edits and variations). */
export const legacyUploadBytes = 4 * 1024 * 1024;

/** A file about to be uploaded with what its first bytes say. */
export interface UploadFacts extends Upload {
  readonly width: number;
  readonly height: number;
}

/** Everything that is surely refused by the server; empty when the request may go out. */
export function validate(request: ImageRequest): readonly Problem[] {
  const model = capabilitiesOf(request.parameters.model);
  const { parameters } = request;
  const common = [
    ...checkParameters(parameters, model),
    ...checkPartials(parameters, model),
    ...(model.family === 'unknown' ? [] : checkTogether(parameters, model)),
  ];
  if (request.route === 'variations') return common;
  return [...checkPrompt(request.prompt, model), ...common, ...checkRoute(request, model)];
}

/** Why a file cannot go to `/images/variations`; empty when it can. */
export function checkLegacySource(file: UploadFacts): readonly Problem[] {
  const args = { file: file.fileName };
  if (file.type !== 'png') return [{ code: 'source.notPng', field: 'image', args }];
  if (file.width !== file.height) {
    return [
      { code: 'source.notSquare', field: 'image', args: { ...args, size: `${file.width}x${file.height}` } },
    ];
  }
  return file.bytes < legacyUploadBytes
    ? []
    : [{ code: 'source.tooLarge', field: 'image', args: { ...args, megabytes: 4 } }];
}

function checkRoute(
  request: Exclude<ImageRequest, { route: 'variations' }>,
  model: ModelCapabilities,
): readonly Problem[] {
  if (request.route !== 'edits') return checkEditsOnly(request.parameters, model);
  return [...checkReferences(request.images, model), ...checkDrawings(request, model)];
}

/** What says how references are looked at needs some (api-contract, edits: `input_fidelity`). */
function checkEditsOnly({ inputFidelity }: ImageParameters, model: ModelCapabilities): readonly Problem[] {
  // A model that lacks the field says so already.
  const has = model.fidelities !== undefined && model.fidelities.length > 0;
  return inputFidelity !== undefined && has ? [{ code: 'field.editsOnly', field: 'inputFidelity' }] : [];
}

/** Mask and markup: one or the other, a png of at most 4 MB, where the model takes it. */
function checkDrawings(
  { mask, markup }: Extract<ImageRequest, { route: 'edits' }>,
  model: ModelCapabilities,
): readonly Problem[] {
  if (mask && markup) return [{ code: 'markup.withMask', field: 'markup' }];
  if (mask && !model.mask) return [{ code: 'field.unsupported', field: 'mask' }];
  if (markup && !model.markup) return [{ code: 'field.unsupported', field: 'markup' }];
  const [field, drawing] = mask ? (['mask', mask] as const) : (['markup', markup] as const);
  if (!drawing) return [];
  // What a server nobody knows takes for a drawing is its own affair.
  if (model.family === 'unknown') return [];
  const args = { file: drawing.fileName };
  if (drawing.type !== 'png') return [{ code: 'source.type', field, args: { ...args, types: 'png' } }];
  if (!mask) return [];
  return mask.bytes < legacyUploadBytes
    ? []
    : [{ code: 'source.tooLarge', field: 'mask', args: { ...args, megabytes: 4 } }];
}

function checkPrompt(prompt: string, { maxPrompt }: ModelCapabilities): readonly Problem[] {
  if (prompt.trim() === '') return [{ code: 'prompt.empty', field: 'prompt' }];
  // Characters, not the halves that some of them are stored as.
  const length = Array.from(prompt).length;
  return length > maxPrompt
    ? [{ code: 'prompt.tooLong', field: 'prompt', args: { length, max: maxPrompt } }]
    : [];
}

function checkReferences(images: readonly Upload[], model: ModelCapabilities): readonly Problem[] {
  const { maxReferences: max, maxReferenceBytes, referenceTypes } = model;
  if (images.length === 0) return [{ code: 'images.none', field: 'image' }];
  if (max === 0) return [{ code: 'images.unsupported', field: 'image' }];
  if (images.length > max) {
    return [{ code: 'images.tooMany', field: 'image', args: { count: images.length, max }, nearest: max }];
  }
  return images.flatMap((file): readonly Problem[] => {
    const args = { file: file.fileName };
    if (referenceTypes && !referenceTypes.includes(file.type)) {
      return [{ code: 'source.type', field: 'image', args: { ...args, types: referenceTypes.join(', ') } }];
    }
    const megabytes = maxReferenceBytes / (1024 * 1024);
    return file.bytes < maxReferenceBytes
      ? []
      : [{ code: 'source.tooLarge', field: 'image', args: { ...args, megabytes } }];
  });
}

function checkParameters(parameters: ImageParameters, model: ModelCapabilities): readonly Problem[] {
  return [
    ...checkCount(parameters, model),
    ...checkSize(parameters, model),
    ...checkWord('quality', parameters.quality, model.qualities),
    ...checkWord('outputFormat', parameters.outputFormat, model.formats),
    ...checkWord('background', parameters.background, model.backgrounds),
    ...checkWord('style', parameters.style, model.styles),
    ...checkWord('complexity', parameters.complexity, model.complexities),
    ...checkWord('inputFidelity', parameters.inputFidelity, model.fidelities),
  ];
}

/** Fields that exclude each other; a model nobody knows may see that otherwise. */
function checkTogether(parameters: ImageParameters, model: ModelCapabilities): readonly Problem[] {
  return [...checkFormat(parameters), ...checkFrames(parameters), ...checkStream(parameters, model)];
}

function checkCount({ n, outputFormat }: ImageParameters, model: ModelCapabilities): Problem[] {
  const max = outputFormat === 'svg' && model.family !== 'unknown' ? 1 : model.maxCount;
  if (n === undefined || isWithin(n, 1, max)) return [];
  if (max === Infinity) return [notANumber('n', n, 1)];
  return [
    {
      code: 'n.range',
      field: 'n',
      args: { value: n, max },
      nearest: Math.min(Math.max(1, Math.round(n)), max),
    },
  ];
}

function checkSize({ size, model }: ImageParameters, { sizes }: ModelCapabilities): Problem[] {
  if (size === undefined || sizes.kind === 'any') return [];
  if (size === 'auto') {
    return sizes.kind === 'free' || sizes.auto
      ? []
      : [
          {
            code: 'size.unsupported',
            field: 'size',
            args: { value: size },
            nearest: sizes.sizes.at(-1) ?? '',
          },
        ];
  }
  const wanted = parseSize(size);
  if (!wanted) {
    const rough = roughSize(size);
    const nearest = rough ? nearestSize(rough.width, rough.height, model) : (suggestedSizes(model)[0] ?? '');
    return [{ code: 'size.malformed', field: 'size', args: { value: size }, nearest }];
  }
  const code =
    sizes.kind === 'fixed'
      ? !sizes.sizes.includes(size) && 'size.unsupported'
      : brokenRule(wanted, sizes.rules);
  return code
    ? [
        {
          code,
          field: 'size',
          args: { value: size },
          nearest: nearestSize(wanted.width, wanted.height, model),
        },
      ]
    : [];
}

function checkWord(
  field: string,
  value: string | undefined,
  legal: readonly string[] | undefined,
): Problem[] {
  if (value === undefined || legal === undefined || legal.includes(value)) return [];
  const args = { value, legal: legal.join(', ') };
  return [
    {
      code: legal.length === 0 ? 'field.unsupported' : 'field.value',
      field,
      args,
      ...nearestWord(value, legal),
    },
  ];
}

/** Words that say more or less of the same, over all families. */
const ranks: Readonly<Record<string, number>> = {
  low: 1,
  medium: 2,
  standard: 2,
  high: 3,
  hd: 3,
  xhigh: 4,
  max: 5,
};

/** The word that says most nearly the same; where words have no order, the first. */
function nearestWord(value: string, legal: readonly string[]): { nearest?: string } {
  const wanted = ranks[value];
  const distance = (word: string): number =>
    wanted === undefined ? 0 : Math.abs((ranks[word] ?? Infinity) - wanted);
  const [nearest] = legal.toSorted((a, b) => (distance(a) === distance(b) ? 0 : distance(a) - distance(b)));
  return nearest === undefined ? {} : { nearest };
}

function checkFormat({ background, outputFormat, outputCompression }: ImageParameters): Problem[] {
  const problems: Problem[] = [];
  if (background === 'transparent' && outputFormat === 'jpeg') {
    problems.push({ code: 'background.jpeg', field: 'background', nearest: 'opaque' });
  }
  if (outputCompression === undefined) return problems;
  if (outputFormat !== 'jpeg' && outputFormat !== 'webp') {
    problems.push({ code: 'compression.format', field: 'outputCompression' });
  }
  if (!Number.isInteger(outputCompression) || outputCompression < 0 || outputCompression > 100) {
    problems.push({
      code: 'compression.range',
      field: 'outputCompression',
      args: { value: outputCompression },
      nearest: Math.min(Math.max(0, Math.round(outputCompression)), 100),
    });
  }
  return problems;
}

/** Fields that belong to one output format only. */
function checkFrames({ outputFormat, frameCount, frameDurationMs, svg }: ImageParameters): Problem[] {
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries({ frameCount, frameDurationMs })) {
    if (value !== undefined && outputFormat !== 'gif') problems.push({ code: 'frames.format', field });
  }
  if (svg && outputFormat !== 'svg') problems.push({ code: 'svg.format', field: 'svg' });
  if (frameCount !== undefined && !isWithin(frameCount, 2, 16)) {
    const nearest = frameCount < 2 ? 2 : 16;
    problems.push({ code: 'frames.range', field: 'frameCount', args: { value: frameCount }, nearest });
  }
  return problems;
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function checkPartials(
  { partialImages, stream }: ImageParameters,
  { maxPartials: max }: ModelCapabilities,
): Problem[] {
  if (partialImages === undefined) return [];
  if (!stream && max !== Infinity) return [{ code: 'partials.stream', field: 'partialImages' }];
  if (isWithin(partialImages, 0, max)) return [];
  if (max === Infinity) return [notANumber('partialImages', partialImages, 0)];
  const nearest = partialImages < 0 ? 0 : max;
  return [{ code: 'partials.range', field: 'partialImages', args: { value: partialImages, max }, nearest }];
}

/** Where no highest number is known: what is no count at all. */
function notANumber(field: string, value: number, low: number): Problem {
  const nearest = Number.isFinite(value) ? Math.max(low, Math.round(value)) : low;
  return { code: 'field.number', field, args: { value, low }, nearest };
}

function checkStream(
  { stream, n, outputFormat }: ImageParameters,
  { stream: streams }: ModelCapabilities,
): Problem[] {
  if (!stream) return [];
  if (streams === false) return [{ code: 'field.unsupported', field: 'stream' }];
  if ((n ?? 1) > 1) return [{ code: 'stream.count', field: 'n', nearest: 1 }];
  return outputFormat === 'gif' || outputFormat === 'svg'
    ? [{ code: 'stream.format', field: 'outputFormat', nearest: 'png' }]
    : [];
}
