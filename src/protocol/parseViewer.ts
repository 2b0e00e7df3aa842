import * as v from 'valibot';
import type { ComparedFile, PlaceView } from './viewer.ts';
import { ofTile } from './shapes.ts';

const px = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Messages of the webview about a picture that is looked at, every field checked. */
export const viewerWebviewMessages = [
  v.object({
    type: v.picklist(['viewer.compareWithFile', 'viewer.compareWithSaved', 'viewer.findPlaces']),
    ...ofTile,
  }),
  v.object({ type: v.literal('viewer.stopPlaces') }),
  v.object({
    type: v.literal('viewer.moveCrop'),
    ...ofTile,
    rect: v.object({ x: px, y: px, width: px, height: px }),
    updates: v.exactOptional(v.pipe(v.string(), v.maxLength(8000))),
  }),
] as const;

const file: v.GenericSchema<unknown, ComparedFile> = v.object({
  label: v.string(),
  uri: v.string(),
  type: v.picklist(['png', 'jpeg', 'webp', 'gif', 'svg']),
  width: v.number(),
  height: v.number(),
  alpha: v.boolean(),
  orientation: v.exactOptional(v.number()),
  bytes: v.number(),
});

const place: v.GenericSchema<unknown, PlaceView> = v.object({
  label: v.string(),
  line: v.number(),
  width: v.exactOptional(v.number()),
  height: v.exactOptional(v.number()),
  alt: v.exactOptional(v.string()),
  before: v.array(v.string()),
  after: v.array(v.string()),
});

/** The host's answer to a comparison with a file; undefined when the user left the choice. */
export function parseComparedFile(value: unknown): ComparedFile | undefined {
  const result = v.safeParse(file, value);
  return result.success ? result.output : undefined;
}

/** Whether the host did what it was asked. */
export function parseDone(value: unknown): boolean {
  return value === true;
}

/** The host's answer to the search for places; undefined when the search was given up. */
export function parsePlaces(value: unknown): readonly PlaceView[] | undefined {
  const result = v.safeParse(v.array(place), value);
  return result.success ? result.output : undefined;
}
