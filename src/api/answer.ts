import * as v from 'valibot';
import { ImageError } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import type { ImageEvent } from '../images/result.ts';
import { Arriving } from './arriving.ts';
import { complaintOf, defined } from './envelope.ts';
import { failureOf, type ErrorContext, type Refusal } from './failure.ts';
import { JsonSift, type Item } from './jsonSift.ts';
import type { PictureFile } from './picture.ts';
import { tidy } from './redact.ts';
import { answerSchema, closingEvents, itemSchema, revisedPromptOf } from './schema.ts';
import { counted, failureOfAll, settled, type Tally } from './settled.ts';
import type { Shelf } from './shelf.ts';
import { sideBySide } from './sideBySide.ts';

/** What reading an answer needs besides its body. */
export interface Reading {
  readonly shelf: Shelf;
  readonly context: ErrorContext;
  readonly refusal: Refusal;
  /** Fetches the picture behind a `url` of the answer; one stopped by `stop` throws its reason. */
  readonly download: (url: string, file: PictureFile, stop: AbortSignal) => Promise<Picture>;
  readonly log: (line: string) => void;
}

/** Longest piece that is looked at in one go, bytes, however large the chunks are that come. */
const pieceBytes = 64 * 1024;

/** What has come of an answer so far. */
interface Progress extends Tally {
  /** Pictures that the answer only links to. */
  readonly linked: { readonly index: number; readonly url: string; readonly revisedPrompt?: string }[];
}

/** Reads a JSON answer as it arrives; each picture is yielded as soon as its entry ends. */
export async function* readJson(
  body: AsyncIterable<Uint8Array>,
  reading: Reading,
): AsyncGenerator<ImageEvent, void, undefined> {
  const progress: Progress = { failed: [], linked: [], completed: 0 };
  let answer: Answer | undefined;
  let broken: { readonly error: unknown } | undefined;
  try {
    answer = yield* readEntries(body, reading, progress);
  } catch (error) {
    // What was linked before the answer broke is paid for, and comes over a connection of its own.
    if (progress.linked.length === 0) throw error;
    broken = { error };
  }
  const { shelf, download } = reading;
  const links = progress.linked.map(
    ({ url, ...extra }) =>
      (stop: AbortSignal) =>
        settled(download(url, shelf.picture(extra.index), stop), extra),
  );
  for await (const event of sideBySide(links)) yield* counted(progress, event);
  if (broken) throw broken.error;
  if (answer) yield* closingEvents(answer, reading.context.scrub);
  if (progress.completed === 0) throw nothingCame(answer, progress, reading);
  yield* progress.failed;
}

/** The entries of `data` in their order. Returns the answer's other fields. */
async function* readEntries(
  body: AsyncIterable<Uint8Array>,
  reading: Reading,
  progress: Progress,
): AsyncGenerator<ImageEvent, Answer | undefined, undefined> {
  const arriving = new Map<number, Arriving>();
  const sift = new JsonSift(index => {
    const picture = new Arriving(reading.shelf.picture(index));
    arriving.set(index, picture);
    return picture;
  });
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      sift.push(asBuffer(chunk.subarray(at, at + pieceBytes)));
      await reading.shelf.drain();
    }
    for (const item of sift.takeItems()) {
      const fields = itemOf(item);
      const picture = arriving.get(item.index);
      arriving.delete(item.index);
      const revisedPrompt = revisedPromptOf(fields, reading.context.scrub);
      const extra = defined({ index: item.index, revisedPrompt });
      if (picture) yield* counted(progress, await settled(picture.finish(), extra));
      else if (fields.url !== undefined) progress.linked.push({ ...extra, url: fields.url });
    }
    // The connection may stay open, or break without a proper end: the answer is here all the same.
    if (sift.complete) break;
  }
  // The entry may have been complete although the answer was not; what follows tells about the answer.
  return endOf(sift, reading, progress.completed);
}

/** Keeps an answer that is the picture itself. */
export async function* readPicture(
  body: AsyncIterable<Uint8Array>,
  { shelf }: Reading,
): AsyncGenerator<ImageEvent, void, undefined> {
  const file = shelf.picture(0);
  for await (const chunk of body) {
    file.append(chunk);
    await file.drain();
  }
  yield { type: 'completed', index: 0, picture: await file.finish() };
}

/** The same memory as a Buffer, for its search and its decoders. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function itemOf({ json }: Item): v.InferOutput<typeof itemSchema> {
  const parsed = v.safeParse(itemSchema, parse(json));
  return parsed.success ? parsed.output : { url: undefined, revised_prompt: undefined };
}

type Answer = v.InferOutput<typeof answerSchema>;

/** The answer's other fields; undefined when they cannot be read but pictures came, which are worth more. */
function endOf(sift: JsonSift, { log, context }: Reading, completed: number): Answer | undefined {
  if (sift.unfinished) throw new ImageError({ kind: 'cutOff', host: context.host, mayBeBilled: true });
  const json = parse(sift.rest());
  const parsed = v.safeParse(answerSchema, json);
  if (parsed.success && !Array.isArray(json)) return parsed.output;
  // A list, a number: JSON, but of something else.
  if (json !== undefined) return undefined;
  if (completed === 0)
    throw new ImageError({ kind: 'badAnswer', host: context.host, detail: 'broken JSON', mayBeBilled: true });
  log('the answer is not valid JSON; its pictures were kept');
  return undefined;
}

function nothingCame(answer: Answer | undefined, tally: Tally, reading: Reading): ImageError {
  const { context, refusal } = reading;
  if (answer?.error !== undefined && answer.error !== null)
    return failureOf(refusal, complaintOf({ error: answer.error }), context);
  const failure = failureOfAll(tally, context.host);
  if (failure) return failure;
  if (answer?.data) return new ImageError({ kind: 'emptyAnswer', host: context.host, mayBeBilled: true });
  const message = complaintOf(answer).message;
  return new ImageError(
    defined({
      kind: 'badAnswer' as const,
      host: context.host,
      detail: 'a JSON document',
      serverMessage: tidy(message, context.scrub),
    }),
  );
}

/** @returns undefined for what is not JSON */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
