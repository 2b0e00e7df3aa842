import type { ImageType } from './picture.ts';

/**
 * What may be asked of an Images API, by the names of our own house; the wire knows the API's names.
 * Every field is optional and an absent one is not sent. Words the API may extend are open strings.
 */
export interface ImageParameters {
  /** Open string; absent only for servers that hold a single model. */
  readonly model?: string;
  /** Pictures of one request, 1 to 10 where the model is known. */
  readonly n?: number;
  /** `auto` or `WIDTHxHEIGHT` in pixels. */
  readonly size?: string;
  readonly quality?: string;
  readonly background?: 'auto' | 'transparent' | 'opaque';
  readonly outputFormat?: ImageType;
  /** 0 to 100, jpeg and webp only. */
  readonly outputCompression?: number;
  readonly moderation?: 'auto' | 'low';
  readonly stream?: boolean;
  /** Previews while streaming, 0 to 3; each costs 100 output tokens. */
  readonly partialImages?: number;
  /** dall-e-3 only. */
  readonly style?: 'vivid' | 'natural';
  /** gpt-image-2.6 only. */
  readonly complexity?: 'low' | 'medium' | 'high';
  /** gif only, 2 to 16. */
  readonly frameCount?: number;
  /** gif only, milliseconds. */
  readonly frameDurationMs?: number;
  /** svg only. */
  readonly svg?: { readonly model?: string; readonly reasoning?: { readonly effort?: string } };
  /** gpt-image-1.5 only, edits only. */
  readonly inputFidelity?: 'high' | 'low';
  readonly safetyIdentifier?: string;
  /** Deprecated by OpenAI in favour of `safetyIdentifier`; compatible servers read it. */
  readonly user?: string;
  readonly responseFormat?: 'url' | 'b64_json';
}

/** A file on this machine that goes out with a request; streamed from disk. */
export interface Upload {
  /** Absolute path. */
  readonly path: string;
  /** Name the server sees, with an extension that matches `type`. */
  readonly fileName: string;
  readonly type: ImageType;
  readonly bytes: number;
}

/** One request to one of the three endpoints. */
export type ImageRequest =
  | { readonly route: 'generations'; readonly prompt: string; readonly parameters: ImageParameters }
  | {
      readonly route: 'edits';
      readonly prompt: string;
      /** 1 to 16, order kept. */
      readonly images: readonly Upload[];
      readonly mask?: Upload;
      readonly markup?: Upload;
      readonly parameters: ImageParameters;
    }
  | { readonly route: 'variations'; readonly image: Upload; readonly parameters: ImageParameters };

/** The last part of an endpoint's path, and the name of a request's kind. */
export type Route = ImageRequest['route'];
