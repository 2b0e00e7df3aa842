import * as v from 'valibot';

const word = v.pipe(v.string(), v.maxLength(500));
const number = v.pipe(v.number(), v.finite());

/** What parameters may look like, on the way and on the disk. Values are checked by the model's rules, not here. */
export const parametersShape = {
  model: v.exactOptional(word),
  size: v.exactOptional(word),
  quality: v.exactOptional(word),
  background: v.exactOptional(v.picklist(['auto', 'transparent', 'opaque'])),
  outputFormat: v.exactOptional(v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg'])),
  outputCompression: v.exactOptional(number),
  moderation: v.exactOptional(v.picklist(['auto', 'low'])),
  partialImages: v.exactOptional(number),
  style: v.exactOptional(v.picklist(['vivid', 'natural'])),
  complexity: v.exactOptional(v.picklist(['low', 'medium', 'high'])),
  frameCount: v.exactOptional(number),
  frameDurationMs: v.exactOptional(number),
  inputFidelity: v.exactOptional(v.picklist(['high', 'low'])),
  safetyIdentifier: v.exactOptional(word),
  user: v.exactOptional(word),
} as const;

/** The rest, which no composer offers. */
export const moreParametersShape = {
  n: v.exactOptional(number),
  stream: v.exactOptional(v.boolean()),
  svg: v.exactOptional(
    v.object({
      model: v.exactOptional(word),
      reasoning: v.exactOptional(v.object({ effort: v.exactOptional(word) })),
    }),
  ),
  responseFormat: v.exactOptional(v.picklist(['url', 'b64_json'])),
} as const;
