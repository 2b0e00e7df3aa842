import * as v from 'valibot';
import { ImageError } from '../images/errors.ts';

/** A uri as VS Code's menus and `executeCommand` pass it. */
export interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  /** Part of what a picture in a diff is found by. */
  readonly query: string;
}

const uri = v.looseObject({
  scheme: v.string(),
  authority: v.optional(v.string(), ''),
  path: v.string(),
  query: v.optional(v.string(), ''),
});
const word = v.pipe(v.string(), v.trim(), v.nonEmpty());
const size = v.pipe(
  v.string(),
  v.regex(/^(auto|[1-9]\d{0,4}x[1-9]\d{0,4})$/, 'size is WIDTHxHEIGHT or auto'),
);

/** The documented argument object. Host and key are never among them: they are the user's to choose. */
const options = v.strictObject({
  /** Words for the picture; absent: asked for. */
  prompt: v.exactOptional(v.string()),
  /** Pictures to start from: uris, or paths inside the workspace folder. */
  files: v.exactOptional(v.array(v.union([v.string(), uri]))),
  /** Of variations: one candidate each; `same`, a known key such as `palette`, or words. */
  directions: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(20))),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10))),
  model: v.exactOptional(word),
  size: v.exactOptional(size),
  quality: v.exactOptional(word),
  background: v.exactOptional(v.picklist(['auto', 'transparent', 'opaque'])),
  outputFormat: v.exactOptional(v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg'])),
  outputCompression: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  moderation: v.exactOptional(v.picklist(['auto', 'low'])),
  partialImages: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  style: v.exactOptional(v.picklist(['vivid', 'natural'])),
  user: v.exactOptional(word),
  safetyIdentifier: v.exactOptional(word),
  complexity: v.exactOptional(v.picklist(['low', 'medium', 'high'])),
  inputFidelity: v.exactOptional(v.picklist(['high', 'low'])),
  frameCount: v.exactOptional(v.pipe(v.number(), v.integer())),
  frameDurationMs: v.exactOptional(v.pipe(v.number(), v.integer())),
  /** Folder inside the workspace folder; every picture is saved there when it is ready. */
  saveTo: v.exactOptional(v.string()),
});

/** What a command was called with. */
export type CommandOptions = v.InferOutput<typeof options>;

/** What a command was called with: files of a menu, or the argument object, or nothing. */
export interface CommandArguments {
  readonly uris: readonly UriParts[];
  readonly options: CommandOptions;
  /** The image preview's menu passes no uri: the active tab has it. */
  readonly fromWebview: boolean;
}

/**
 * The one parser of what menus, key bindings and other extensions pass: `(uri, uris)`, `(uri, {groupId})`,
 * `{webview}`, the argument object, or nothing. @throws ImageError `invalid` with what is wrong
 */
export function parseArguments(args: readonly unknown[]): CommandArguments {
  const [first, second] = args;
  const none = { uris: [], options: {}, fromWebview: false };
  if (first === undefined || first === null) return none;
  const one = v.safeParse(uri, first);
  if (one.success) {
    const several = v.safeParse(v.pipe(v.array(uri), v.nonEmpty()), second);
    return { ...none, uris: several.success ? several.output : [one.output] };
  }
  if (typeof first === 'object' && 'webview' in first) return { ...none, fromWebview: true };
  const parsed = v.safeParse(options, first);
  if (parsed.success) return { ...none, options: parsed.output };
  const detail = parsed.issues
    .map(issue => `${v.getDotPath(issue) ?? 'argument'}: ${issue.message}`)
    .join('; ');
  throw new ImageError({
    kind: 'invalid',
    problems: [{ code: 'arguments', field: 'arguments', args: { value: detail } }],
  });
}

/** White space folded to single blanks, as a prompt in one line wants it. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
