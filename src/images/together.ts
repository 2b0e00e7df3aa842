import type { Problem } from './errors.ts';
import type { ModelCapabilities } from './models.ts';
import type { ImageParameters } from './request.ts';

/** Fields that exclude each other; a model nobody knows may see that otherwise. */
export function checkTogether(parameters: ImageParameters, model: ModelCapabilities): readonly Problem[] {
  return [...checkFormat(parameters), ...checkFrames(parameters), ...checkStream(parameters, model)];
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

/** Whether a value is a whole number in a range, both ends included. */
export function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
