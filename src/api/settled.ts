import { ImageError } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import type { ImageEvent } from '../images/result.ts';
import { isAboutOnePicture } from './arriving.ts';

/** A picture that could not be used. */
export type Failed = Extract<ImageEvent, { type: 'failed' }>;

type Completed = Extract<ImageEvent, { type: 'completed' }>;

/** What has come of the pictures of an answer. */
export interface Tally {
  /** Told of when the answer has ended; when nothing else came, the first of them is the answer's error. */
  readonly failed: Failed[];
  completed: number;
}

/** A picture's end as an event; only errors that are not its own are thrown. */
export async function settled(
  picture: Promise<Picture>,
  extra: { readonly index: number; readonly revisedPrompt?: string },
): Promise<Failed | Completed> {
  try {
    return { type: 'completed', ...extra, picture: await picture };
  } catch (error) {
    if (!isAboutOnePicture(error)) throw error;
    return { type: 'failed', index: extra.index, error: error.record };
  }
}

/** Counts a picture; one that came is told of at once. */
export function* counted(tally: Tally, event: Failed | Completed): Generator<ImageEvent, void, undefined> {
  if (event.type === 'failed') {
    tally.failed.push(event);
    return;
  }
  tally.completed++;
  yield event;
}

/** The error of an answer of which no picture came because of the pictures themselves. */
export function failureOfAll({ failed: [first] }: Tally, host: string): ImageError | undefined {
  return first && new ImageError({ host, ...first.error });
}
