import type { ImageOrder } from './order.ts';
import type { Size } from './size.ts';

/** Output tokens of one picture; the formula that matches the published prices of gpt-image-2 and 2.5. */
export function outputTokens(base: number, { width, height }: Size): number {
  const steps = Math.round((base * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((base * steps * (2_000_000 + width * height)) / 4_000_000);
}

/** The `usage` of an answer; undefined for the models that never had one. */
export function usageOf(
  order: ImageOrder,
  size: Size,
  inputs: readonly Size[],
): Readonly<Record<string, unknown>> | undefined {
  const base = order.model.tokenBase?.[order.quality];
  if (base === undefined) return undefined;
  const text = Math.ceil(Buffer.byteLength(order.prompt) / 4);
  // Nobody has published what a source picture costs: one token for each square of 32 pixels.
  const image = inputs.reduce(
    (sum, { width, height }) => sum + Math.min(1536, Math.ceil(width / 32) * Math.ceil(height / 32)),
    0,
  );
  const output = order.n * outputTokens(base, size) + 100 * order.partials;
  return {
    input_tokens: text + image,
    output_tokens: output,
    total_tokens: text + image + output,
    input_tokens_details: { text_tokens: text, image_tokens: image },
    output_tokens_details: { text_tokens: 0, image_tokens: output },
  };
}
