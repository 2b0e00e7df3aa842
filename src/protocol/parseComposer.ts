import * as v from 'valibot';
import { maxCount, maxPromptLength, type Draft } from '../images/draft.ts';
import { parametersShape } from '../images/parametersShape.ts';
import { maxDroppedBytes, type ComposerView, type DroppedFile } from './composer.ts';
import { maskShape } from './mask.ts';
import { id, ofTile } from './shapes.ts';

const word = v.pipe(v.string(), v.maxLength(500));

/** What may stand in a draft, on the way and on the disk. */
const draft: v.GenericSchema<unknown, Draft> = v.object({
  prompt: v.pipe(v.string(), v.maxLength(maxPromptLength)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxCount)),
  parameters: v.object(parametersShape),
});

/** A draft; undefined when it is none. */
export function parseDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draft, value);
  return result.success ? result.output : undefined;
}

const withDraft = { epoch: v.number(), draft };
const file: v.GenericSchema<unknown, DroppedFile> = v.object({
  name: word,
  bytes: v.pipe(
    v.instance(Uint8Array),
    v.check(({ byteLength }) => byteLength <= maxDroppedBytes),
  ),
});
const uri = v.pipe(v.string(), v.maxLength(4000));
const many = 64;

/** Messages of the webview about the composer, every field checked. */
export const composerWebviewMessages = [
  v.object({ type: v.picklist(['composer.draft', 'composer.run']), ...withDraft }),
  v.object({
    type: v.picklist([
      'composer.cancel',
      'composer.clear',
      'composer.back',
      'composer.pick',
      'composer.provider',
    ]),
  }),
  v.object({ type: v.literal('composer.focused'), focus: v.number() }),
  v.object({ type: v.literal('composer.models'), fresh: v.boolean() }),
  v.object({ type: v.literal('composer.addFiles'), files: v.pipe(v.array(file), v.maxLength(many)) }),
  v.object({ type: v.literal('composer.addUris'), uris: v.pipe(v.array(uri), v.maxLength(many)) }),
  v.object({ type: v.literal('composer.addTile'), of: v.object(ofTile) }),
  v.object({ type: v.literal('composer.openMask'), id: v.exactOptional(id) }),
  v.object({ type: v.literal('composer.mask'), id, mask: maskShape }),
  v.object({ type: v.literal('composer.remove'), id }),
  v.object({ type: v.literal('composer.move'), id, to: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
] as const;

const viewShape = v.looseObject({
  epoch: v.number(),
  focus: v.number(),
  draft,
  references: v.array(v.looseObject({ id: v.string(), uri: v.string() })),
  provider: v.looseObject({ label: v.string() }),
  model: v.looseObject({ state: v.string() }),
  offers: v.looseObject({}),
  refused: v.looseObject({}),
  problems: v.array(v.looseObject({ field: v.string(), sentence: v.string() })),
  price: v.looseObject({ text: v.string() }),
});

/** Messages of the host about the composer, their outline checked. */
export const composerHostMessages = [
  v.object({
    type: v.literal('composer'),
    view: v.custom<ComposerView>(value => v.is(viewShape, value)),
  }),
] as const;
