import * as v from 'valibot';
import { describeBytes } from '../raster/probe.ts';

/** What an error's body says, whatever its shape; nothing in it is trusted or shortened yet. */
export interface Complaint {
  readonly message?: string;
  readonly type?: string;
  readonly param?: string;
  readonly code?: string;
  readonly moderation?: { readonly stage?: string; readonly categories?: readonly string[] };
  /** What the body is when it is not JSON, for people: `an HTML page`, `nothing`. */
  readonly looksLike?: string;
}

const text = v.fallback(v.optional(v.string()), undefined);
const textOrNumber = v.fallback(
  v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  undefined,
);

// Azure and some gateways say the same as a map of filters; only OpenAI's own words are in the contract.
const moderationSchema = v.fallback(
  v.optional(
    v.object({
      moderation_stage: text,
      categories: v.fallback(v.optional(v.array(v.fallback(v.string(), ''))), undefined),
    }),
  ),
  undefined,
);

const errorSchema = v.object({
  message: text,
  msg: text,
  detail: text,
  type: text,
  param: text,
  code: textOrNumber,
  moderation_details: moderationSchema,
});

const detailSchema = v.object({
  loc: v.fallback(v.optional(v.array(v.union([v.string(), v.number()]))), undefined),
  msg: v.string(),
});

const bodySchema = v.looseObject({ error: v.optional(v.unknown()), detail: v.optional(v.unknown()) });

/** Reads the body of an error answer: every shape of api-contract §7, and what is none of them. */
export function readComplaint(body: Uint8Array): Complaint {
  const words = new TextDecoder().decode(body).trim();
  const json = parseJson(words);
  if (json !== undefined) return complaintOf(json);
  const looksLike = describeBytes(body);
  if (words === '' || looksLike === 'unknown data') return { looksLike };
  if (looksLike === 'plain text') return { message: words, looksLike };
  const title = /<title[^>]*>([^<]{1,200})/i.exec(words)?.[1]?.trim();
  return title ? { message: title, looksLike } : { looksLike };
}

/** The complaint in a parsed body, or in the data of an error event. */
export function complaintOf(json: unknown): Complaint {
  if (typeof json === 'string') return { message: json };
  if (Array.isArray(json)) return json.length === 0 ? {} : complaintOf(json[0]);
  const body = v.safeParse(bodySchema, json);
  if (!body.success) return {};
  const { error, detail } = body.output;
  if (typeof error === 'string') return { ...plain(body.output), message: error };
  if (typeof error === 'object' && error !== null) return { ...complaintOfError(error) };
  if (typeof detail === 'string') return { ...plain(body.output), message: detail };
  if (Array.isArray(detail)) return complaintOfDetails(detail);
  if (typeof detail === 'object' && detail !== null) return complaintOf(detail);
  return plain(body.output);
}

function complaintOfError(error: object): Complaint {
  if (Array.isArray(error)) return complaintOf(error);
  return plain(error);
}

/** FastAPI's list: each place with what is wrong there. */
function complaintOfDetails(details: readonly unknown[]): Complaint {
  const found = details.flatMap(item => {
    const parsed = v.safeParse(detailSchema, item);
    return parsed.success ? [parsed.output] : [];
  });
  if (found.length === 0) return complaintOf(details[0] ?? {});
  const param = place(found[0]?.loc);
  const message = found.map(({ loc, msg }) => (place(loc) === '' ? msg : `${place(loc)}: ${msg}`)).join('; ');
  return param === '' ? { message } : { message, param };
}

function place(loc: readonly (string | number)[] | undefined): string {
  return (loc ?? []).filter(part => part !== 'body').join('.');
}

function plain(json: object): Complaint {
  const parsed = v.safeParse(errorSchema, json);
  if (!parsed.success) return {};
  const { message, msg, detail, type, param, code, moderation_details: details } = parsed.output;
  const moderation = details && {
    ...(details.moderation_stage === undefined ? {} : { stage: details.moderation_stage }),
    ...(details.categories === undefined ? {} : { categories: details.categories.filter(Boolean) }),
  };
  return defined({ message: message ?? msg ?? detail, type, param, code, moderation });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same without the fields that are undefined. */
export function defined<T extends object>(fields: T): Defined<T>;
export function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
