import * as v from 'valibot';
import { addUsage } from '../images/cost.ts';
import { defined } from './envelope.ts';
import { tidy, type Scrub } from './redact.ts';
import type { AnswerEcho, Usage } from '../images/result.ts';

const text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);

/** Far beyond any bill: a larger number is no count, and sums of such would end as infinity, which no JSON keeps. */
const maxTokens = 1e12;
const count = v.pipe(v.number(), v.minValue(0), v.maxValue(maxTokens));
const tokens = v.fallback(v.optional(count), undefined);

const details = v.fallback(v.optional(v.object({ text_tokens: tokens, image_tokens: tokens })), undefined);

const usageSchema = v.fallback(
  v.optional(
    v.object({
      input_tokens: count,
      output_tokens: count,
      total_tokens: tokens,
      input_tokens_details: details,
      output_tokens_details: details,
    }),
  ),
  undefined,
);

/** Tokens of the model, and of another that drew the svg; of that one it must be seen that it is there, whatever it is. */
const usageFields = { usage: usageSchema, svg_usage: v.optional(v.unknown()) };

const echoFields = { size: text, quality: text, background: text, output_format: text };

/** One entry of `data`; a picture's text is empty here, it went to its file. */
export const itemSchema = v.object({ url: text, revised_prompt: text });

/** The answer of all three routes (api-contract §6): nothing in it is promised. */
export const answerSchema = v.object({
  ...echoFields,
  data: v.fallback(v.optional(v.array(v.unknown())), undefined),
  ...usageFields,
  error: v.optional(v.unknown()),
});

/** The number of a preview becomes a part of its file's name. */
const maxPartialIndex = 1000;
const partialIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxPartialIndex));

const pictureFields = { b64_json: text, url: text, revised_prompt: text };

/** The data of one event of a stream (§6): only `type` and `b64_json` are needed. */
export const eventSchema = v.object({
  ...echoFields,
  ...pictureFields,
  type: text,
  /** A whole answer as one event. */
  data: v.fallback(v.optional(v.array(v.object(pictureFields))), undefined),
  partial_image_index: v.fallback(v.optional(partialIndex), undefined),
  ...usageFields,
  error: v.optional(v.unknown()),
});

/** `GET /models` (§1), read leniently: an entry without an id is left out. */
export const modelsSchema = v.object({
  data: v.array(
    v.fallback(
      v.nullable(
        v.object({
          id: v.string(),
          created: v.fallback(v.optional(v.number()), undefined),
          shutdown_date: text,
        }),
      ),
      null,
    ),
  ),
});

/** Longest words of a server that are kept with a run, UTF-16 units. */
const maxEchoLength = 100;
const maxRevisedPromptLength = 4000;

/** The prompt as the model changed it, as it may be kept. */
export function revisedPromptOf(
  fields: { readonly revised_prompt?: string | undefined },
  scrub: Scrub,
): string | undefined {
  return tidy(fields.revised_prompt, scrub, maxRevisedPromptLength);
}

/** What is told of usage and of the parameters that were really used, as events. */
export function closingEvents(
  fields: v.InferOutput<typeof answerSchema> | v.InferOutput<typeof eventSchema>,
  scrub: Scrub,
): readonly ({ type: 'usage'; usage: Usage } | { type: 'echo'; echo: AnswerEcho })[] {
  const word = (told: string | undefined): string | undefined => tidy(told, scrub, maxEchoLength);
  const usage = totalUsage(fields);
  const echo = defined({
    size: word(fields.size),
    quality: word(fields.quality),
    background: word(fields.background),
    outputFormat: word(fields.output_format),
  });
  return [
    ...(usage ? [{ type: 'usage' as const, usage }] : []),
    ...(Object.keys(echo).length > 0 ? [{ type: 'echo' as const, echo }] : []),
  ];
}

/** All tokens that were told of; those of the svg have no price that is known. */
function totalUsage({
  usage,
  svg_usage: svg,
}: Pick<v.InferOutput<typeof answerSchema>, 'usage' | 'svg_usage'>): Usage | undefined {
  const own = usage && usageOf(usage);
  if (svg === undefined || svg === null) return own;
  const drawn = v.parse(usageSchema, svg);
  const all = drawn ? addUsage(own, usageOf(drawn)) : own;
  return all && { ...all, unpriced: true };
}

function usageOf(usage: NonNullable<v.InferOutput<typeof usageSchema>>): Usage {
  return defined({
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    totalTokens: usage.total_tokens ?? usage.input_tokens + usage.output_tokens,
    inputTextTokens: usage.input_tokens_details?.text_tokens,
    inputImageTokens: usage.input_tokens_details?.image_tokens,
    outputTextTokens: usage.output_tokens_details?.text_tokens,
    outputImageTokens: usage.output_tokens_details?.image_tokens,
  });
}
