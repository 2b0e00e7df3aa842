import type { ImageRequest, ImageParameters } from '../images/request.ts';
import type { ImageEvent } from '../images/result.ts';
import type { ProviderLabel } from '../images/run.ts';

/** Where the wire puts the pictures of one request. */
export interface Destination {
  /** Absolute path of an existing folder. */
  readonly folder: string;
  /** Start of every file name the request makes there, unique within the folder. */
  readonly stem: string;
}

/** The Images API of one provider, ready to be asked: address and key are its own business. */
export interface ImagesApi {
  readonly label: ProviderLabel;
  /** Whether `/images/variations` may exist there; false once it was seen missing. */
  readonly hasVariations: boolean;
  /** Whether `image_generation` events may be streamed. */
  readonly streams: boolean;
  /** Parameters that are always sent there, such as a wanted response format. */
  readonly defaults: ImageParameters;
  /**
   * Sends one request and yields what comes of it. Files are whole when their event is yielded.
   * @throws ImageError; after an abort one of kind `cancelled`
   */
  send(request: ImageRequest, destination: Destination, signal: AbortSignal): AsyncIterable<ImageEvent>;
}
