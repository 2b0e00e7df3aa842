import * as v from 'valibot';
import type { Mask } from '../images/mask.ts';
import { moreParametersShape, parametersShape } from '../images/parametersShape.ts';
import type { ImageParameters } from '../images/request.ts';
import type { Run } from '../images/run.ts';
import { isErrorKind, type ErrorKind, type ErrorRecord } from '../images/errors.ts';

/** The window that writes a run: only it may rewrite the run's file. */
export interface Owner {
  /** Process id of the extension host. */
  readonly pid: number;
  /** Unique for each start of the extension. */
  readonly session: string;
}

/** A run's file on disk. */
export interface RunFile {
  readonly version: 1;
  readonly owner: Owner;
  readonly run: Run;
}

const count = v.pipe(v.number(), v.finite(), v.minValue(0));
/** Epoch ms that a date can say. */
const time = v.pipe(count, v.maxValue(8.64e15));
const text = v.string();
const pictureName = v.pipe(text, v.regex(/^\w[\w.-]*$/));
const imageType = v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg']);
const picture = v.object({
  file: pictureName,
  bytes: count,
  type: imageType,
  width: count,
  height: count,
  alpha: v.boolean(),
  orientation: v.exactOptional(v.number()),
  animated: v.exactOptional(v.boolean()),
  signed: v.exactOptional(v.boolean()),
});
// Another version of Easel may know kinds that this one has neither a sentence nor a way out for.
const kind = v.pipe(
  text,
  v.transform((word): ErrorKind => (isErrorKind(word) ? word : 'unexpected')),
);
const word = v.union([text, v.number()]);
const error: v.GenericSchema<unknown, ErrorRecord> = v.object({
  kind,
  status: v.exactOptional(v.number()),
  code: v.exactOptional(text),
  param: v.exactOptional(text),
  serverMessage: v.exactOptional(text),
  requestId: v.exactOptional(text),
  host: v.exactOptional(text),
  account: v.exactOptional(v.picklist(['openai', 'azure'])),
  retryAfterMs: v.exactOptional(count),
  moderation: v.exactOptional(
    v.object({ stage: v.exactOptional(text), categories: v.exactOptional(v.array(text)) }),
  ),
  problems: v.exactOptional(
    v.array(
      v.object({
        code: text,
        field: text,
        args: v.exactOptional(v.record(text, word)),
        nearest: v.exactOptional(word),
      }),
    ),
  ),
  detail: v.exactOptional(text),
  replacement: v.exactOptional(text),
  mayBeBilled: v.exactOptional(v.boolean()),
});
const parameters: v.GenericSchema<unknown, ImageParameters> = v.object({
  ...parametersShape,
  ...moreParametersShape,
});
const usage = v.object({
  inputTokens: count,
  outputTokens: count,
  totalTokens: count,
  inputTextTokens: v.exactOptional(count),
  inputImageTokens: v.exactOptional(count),
  outputTextTokens: v.exactOptional(count),
  outputImageTokens: v.exactOptional(count),
  unpriced: v.exactOptional(v.literal(true)),
});
const edges = { width: count, height: count };
/** A part of a picture, px. */
export const rect = v.object({ x: count, y: count, ...edges });
const tile = v.object({
  id: text,
  state: v.picklist(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  source: v.exactOptional(count),
  direction: v.exactOptional(text),
  stem: v.exactOptional(pictureName),
  partial: v.exactOptional(picture),
  picture: v.exactOptional(picture),
  fitted: v.exactOptional(picture),
  flattened: v.exactOptional(v.literal(true)),
  colours: v.exactOptional(v.picklist(['mixed', 'untagged'])),
  fitting: v.exactOptional(v.literal(true)),
  unfitted: v.exactOptional(error),
  fittedRect: v.exactOptional(rect),
  locked: v.exactOptional(v.object({ picture, changedShare: count })),
  revisedPrompt: v.exactOptional(text),
  usage: v.exactOptional(usage),
  counted: v.exactOptional(v.literal(true)),
  error: v.exactOptional(error),
  retryAt: v.exactOptional(time),
  alphaTruth: v.exactOptional(v.picklist(['transparent', 'opaque', 'checkerboard', 'halo'])),
});
const note = v.picklist([
  'turned',
  'padded',
  'cropped',
  'scaled',
  'reencoded',
  'firstFrame',
  'unsigned',
  'noProfile',
]);
const source = v.object({
  uri: text,
  label: text,
  file: pictureName,
  type: imageType,
  bytes: count,
  ...edges,
  alpha: v.exactOptional(v.boolean()),
  prepared: v.exactOptional(v.object({ file: pictureName, type: imageType, bytes: count, ...edges })),
  transform: v.exactOptional(
    v.object({ source: v.object(edges), crop: rect, frame: rect, sent: v.object(edges) }),
  ),
  seeThrough: v.exactOptional(v.literal(true)),
  notes: v.exactOptional(v.array(note)),
});
const mask = v.object({
  file: pictureName,
  bytes: count,
  drawn: v.custom<Mask>(isMask),
});
const run = v.object({
  id: pictureName,
  kind: v.picklist(['generate', 'variations', 'edit']),
  state: v.picklist(['running', 'done', 'cancelled', 'interrupted']),
  startedAt: time,
  endedAt: v.exactOptional(time),
  resumedAt: v.exactOptional(time),
  tookMs: v.exactOptional(count),
  prompt: text,
  sources: v.array(source),
  mask: v.exactOptional(mask),
  provider: v.object({ id: text, label: text, offline: v.boolean(), host: v.exactOptional(text) }),
  parameters,
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  directions: v.exactOptional(v.array(text)),
  echo: v.exactOptional(
    v.object({
      size: v.exactOptional(text),
      quality: v.exactOptional(text),
      background: v.exactOptional(text),
      outputFormat: v.exactOptional(text),
    }),
  ),
  tiles: v.array(tile),
  usage: v.exactOptional(usage),
  estimateUsd: v.exactOptional(v.object({ low: count, high: count })),
  saveTo: v.exactOptional(text),
  slot: v.exactOptional(v.object({ ...edges, path: text, label: text })),
  place: v.exactOptional(
    v.object({
      root: text,
      path: text,
      label: text,
      type: v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg', 'ico']),
      width: v.exactOptional(count),
      height: v.exactOptional(count),
    }),
  ),
});
const runFile = v.object({
  version: v.literal(1),
  owner: v.object({ pid: v.number(), session: text }),
  run,
});

// Strokes are written by this extension, checked where they came in.
function isMask(value: unknown): value is Mask {
  return typeof value === 'object' && value !== null && 'strokes' in value && Array.isArray(value.strokes);
}

/** A file of a later version of Easel than this one: whole, but not to be understood here. */
export class NewerFile extends Error {
  override readonly name = 'NewerFile';
}

/** What a run can do without: a part that cannot be read costs itself, and no picture. */
const expendable: ReadonlySet<string> = new Set([
  'alphaTruth',
  'echo',
  'estimateUsd',
  'partial',
  'retryAt',
  'revisedPrompt',
  'usage',
  // Settings may hold what no server refused.
  ...Object.keys(parametersShape),
  ...Object.keys(moreParametersShape),
]);

/** A run's file from its text, without marks. @throws NewerFile; SyntaxError or ValiError when the text is no run */
export function parseRunFile(json: string): RunFile {
  const value: unknown = JSON.parse(json);
  if (isNewer(value)) throw new NewerFile();
  const { success, output, issues = [] } = v.safeParse(runFile, value, { abortPipeEarly: true });
  if (success) return output;
  for (const { path = [] } of issues) {
    const part = path.find(({ key }) => expendable.has(String(key)));
    if (part && typeof part.input === 'object' && part.input !== null)
      Reflect.deleteProperty(part.input, String(part.key));
  }
  return v.parse(runFile, value);
}

function isNewer(value: unknown): boolean {
  const has = typeof value === 'object' && value !== null && 'version' in value;
  return has && typeof value.version === 'number' && value.version > 1;
}
