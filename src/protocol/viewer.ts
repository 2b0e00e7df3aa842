import type { ImageFacts } from '../images/picture.ts';
import type { Rect } from '../images/transform.ts';
import type { TileRef } from './messages.ts';

/**
 * What the webview asks for while a picture is looked at: a file of the workspace to compare it with (`Saved`: the
 * one it was last saved to), and where the user's code shows it. `stopPlaces` ends that search.
 */
export type ViewerWebviewMessage =
  | (TileRef & {
      readonly type: 'viewer.compareWithFile' | 'viewer.compareWithSaved' | 'viewer.findPlaces';
    })
  | { readonly type: 'viewer.stopPlaces' }
  | MoveCropMessage;

/** Show another part of a picture in its slot; the answer is whether it was done. */
export interface MoveCropMessage extends TileRef {
  readonly type: 'viewer.moveCrop';
  /** px of the server's own picture, upright. */
  readonly rect: Rect;
  /** Uri of the file that the user was told would be brought up to date: the one it was last saved to. */
  readonly updates?: string;
}

/** A file of the user's that a picture is compared with. */
export interface ComparedFile extends Pick<
  ImageFacts,
  'type' | 'width' | 'height' | 'alpha' | 'orientation'
> {
  /** Path for people. */
  readonly label: string;
  /** Webview uri of a copy of it. */
  readonly uri: string;
  readonly bytes: number;
}

/** A place in the user's code that shows a picture; all texts are plain. */
export interface PlaceView {
  /** Path for people. */
  readonly label: string;
  /** Counted from 1. */
  readonly line: number;
  /** CSS pixels, as far as the code says. */
  readonly width?: number;
  readonly height?: number;
  readonly alt?: string;
  /** What stands around it, in reading order. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}
