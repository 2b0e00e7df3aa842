import { StringDecoder } from 'node:string_decoder';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import * as v from 'valibot';
import { ImageError } from '../images/errors.ts';
import type { ImageEvent } from '../images/result.ts';
import { asBuffer, type Reading } from './answer.ts';
import { Arriving, isAboutOnePicture } from './arriving.ts';
import { CutPictures } from './cutPictures.ts';
import { complaintOf, defined } from './envelope.ts';
import { failureOf } from './failure.ts';
import { PictureCutter } from './pictureCutter.ts';
import { closingEvents, eventSchema, revisedPromptOf } from './schema.ts';
import { counted, failureOfAll, settled, type Tally } from './settled.ts';
import type { Shelf } from './shelf.ts';
import { sideBySide } from './sideBySide.ts';

/** Longest event without its pictures, characters. */
const maxEventLength = 16 * 1024 * 1024;

/** Longest piece that is looked at in one go, bytes. */
const pieceBytes = 64 * 1024;

type StreamEvent = v.InferOutput<typeof eventSchema>;

/** Pictures a stream has brought so far. */
interface Progress extends Tally {
  readonly wanted: number;
  partials: number;
  /** Any event was JSON. */
  understood: boolean;
  /** `[DONE]` came. */
  ended: boolean;
}

/**
 * Reads a stream of events (api-contract §6). It ends with the last picture, with `[DONE]`, or with the body;
 * a body that breaks after the last picture is as good as one that ends.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  reading: Reading,
  wanted: number,
): AsyncGenerator<ImageEvent, void, undefined> {
  const progress: Progress = {
    wanted,
    failed: [],
    completed: 0,
    partials: 0,
    understood: false,
    ended: false,
  };
  const pictures = new CutPictures();
  for await (const message of messages(body, reading, pictures)) {
    if (message.data.trim() === '[DONE]') {
      progress.ended = true;
      break;
    }
    yield* readMessage(message, reading, progress, pictures);
    await pictures.leave(message.data);
    if (nextIndex(progress) >= wanted) break;
  }
  const { host } = reading.context;
  if (progress.completed === 0) throw failureOfAll(progress, host) ?? noPicture(progress, host);
  yield* progress.failed;
}

/** 0-based, of the picture that comes next. */
function nextIndex(tally: Tally): number {
  return tally.completed + tally.failed.length;
}

/** Without an end of its own, a stream that brought no picture was cut by something between here and there. */
function noPicture({ understood, ended }: Progress, host: string): ImageError {
  if (ended) return new ImageError({ kind: 'emptyAnswer', host, mayBeBilled: true });
  if (understood) return new ImageError({ kind: 'cutOff', host, mayBeBilled: true });
  return new ImageError({
    kind: 'badAnswer',
    host,
    detail: 'an event stream without pictures',
    mayBeBilled: true,
  });
}

async function* messages(
  body: AsyncIterable<Uint8Array>,
  { shelf, context }: Reading,
  pictures: CutPictures,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const ready: EventSourceMessage[] = [];
  let tooLarge = false;
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: event => ready.push(event),
    onError: error => (tooLarge ||= error.type === 'max-buffer-size-exceeded'),
  });
  const cutter = new PictureCutter(count => {
    const picture = new Arriving(shelf.unnamed());
    pictures.add(count, picture);
    return picture;
  });
  const decoder = new StringDecoder('utf8');
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      parser.feed(decoder.write(cutter.cut(asBuffer(chunk.subarray(at, at + pieceBytes)))));
      await shelf.drain();
      if (tooLarge)
        throw new ImageError({
          kind: 'tooLarge',
          host: context.host,
          detail: 'an event over 16 MB',
          mayBeBilled: true,
        });
      yield* ready.splice(0);
      await pictures.limit();
    }
  }
  // The last event may lack its blank line.
  parser.feed(`${decoder.end()}\n\n`);
  yield* ready;
}

async function* readMessage(
  message: EventSourceMessage,
  reading: Reading,
  progress: Progress,
  pictures: CutPictures,
): AsyncGenerator<ImageEvent, void, undefined> {
  const event = parseEvent(message.data);
  progress.understood ||= event !== undefined;
  const type = event?.type ?? message.event ?? '';
  if (type === 'error' || (event?.error !== undefined && event.error !== null))
    throw streamFailure(message.data, reading, progress);
  if (!event) refuseBroken(message, reading);
  else if (/(?:^|[._])partial_image$/.test(type)) yield* partial(event, reading, progress, pictures);
  else if (type === '' || /(?:^|\.)completed$/.test(type))
    yield* completed(event, reading, progress, pictures);
}

async function* partial(
  event: StreamEvent,
  { shelf, log }: Reading,
  progress: Progress,
  pictures: CutPictures,
): AsyncGenerator<ImageEvent, void, undefined> {
  if (event.b64_json === undefined || nextIndex(progress) >= progress.wanted) return;
  const index = nextIndex(progress);
  const partialIndex = event.partial_image_index ?? progress.partials;
  progress.partials++;
  try {
    const arriving = pictureFor(event.b64_json, shelf, pictures);
    const picture = await arriving.finish(shelf.names.partial(index, partialIndex));
    yield { type: 'partial', index, partialIndex, picture };
  } catch (error) {
    // A preview is no reason to give up a picture that is paid for.
    if (!isAboutOnePicture(error)) throw error;
    log(`preview ${partialIndex} left out: ${error.message}`);
  }
}

async function* completed(
  event: StreamEvent,
  reading: Reading,
  progress: Progress,
  pictures: CutPictures,
): AsyncGenerator<ImageEvent, void, undefined> {
  const entries = (event.data ?? [event]).filter(entry => (entry.b64_json ?? entry.url) !== undefined);
  const { shelf, download, context } = reading;
  const first = nextIndex(progress);
  const ends = entries.map((entry, at) => (stop: AbortSignal) => {
    const index = first + at;
    const { b64_json: text, url } = entry;
    const picture =
      text === undefined
        ? download(url ?? '', shelf.picture(index), stop)
        : pictureFor(text, shelf, pictures).finish(shelf.names.picture(index));
    return settled(picture, defined({ index, revisedPrompt: revisedPromptOf(entry, context.scrub) }));
  });
  for await (const end of sideBySide(ends)) {
    progress.partials = 0;
    yield* counted(progress, end);
  }
  if (entries.length > 0) yield* closingEvents(event, context.scrub);
}

/** The picture a text stands for; one that was not cut out of the stream, because of its layout, is in the text. */
function pictureFor(text: string, shelf: Shelf, pictures: CutPictures): Arriving {
  const cut = pictures.take(text);
  if (cut) return cut;
  const picture = new Arriving(shelf.unnamed());
  picture.write(Buffer.from(text, 'latin1'));
  picture.end();
  return picture;
}

function parseEvent(data: string): StreamEvent | undefined {
  try {
    const parsed = v.safeParse(eventSchema, JSON.parse(data));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function streamFailure(data: string, { refusal, context }: Reading, progress: Progress): ImageError {
  let json: unknown = data;
  try {
    json = JSON.parse(data);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const failure = failureOf(refusal, complaintOf(json), context);
  if (progress.partials + nextIndex(progress) === 0) return failure;
  return new ImageError({ ...failure.record, mayBeBilled: true });
}

/** Data that is no JSON: the end of a stream that was cut in the middle of an event, or a sign of life. */
function refuseBroken(message: EventSourceMessage, { context }: Reading): void {
  if (!message.data.trimStart().startsWith('{')) return;
  throw new ImageError({ kind: 'cutOff', host: context.host, mayBeBilled: true });
}
