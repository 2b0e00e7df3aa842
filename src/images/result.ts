import type { ErrorRecord } from './errors.ts';
import type { Picture } from './picture.ts';

/** Tokens the server says it used (api-contract: `usage` and `svg_usage`). */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly inputTextTokens?: number;
  readonly inputImageTokens?: number;
  readonly outputTextTokens?: number;
  readonly outputImageTokens?: number;
  /** A part of it was used by another model, the one that draws svg, whose price nobody knows. */
  readonly unpriced?: true;
}

/** What the server says it really did, where it says so. */
export interface AnswerEcho {
  readonly size?: string;
  readonly quality?: string;
  readonly background?: string;
  readonly outputFormat?: string;
}

/** What a request yields while it runs, for JSON and streamed answers alike. A picture is a file by then. */
export type ImageEvent =
  | {
      readonly type: 'partial';
      /** Picture of the answer, 0-based. */ readonly index: number;
      readonly partialIndex: number;
      readonly picture: Picture;
    }
  | {
      readonly type: 'completed';
      readonly index: number;
      readonly picture: Picture;
      readonly revisedPrompt?: string;
    }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'echo'; readonly echo: AnswerEcho }
  /** One picture of several could not be used; the others go on. */
  | { readonly type: 'failed'; readonly index: number; readonly error: ErrorRecord }
  /** The request is sent again after a wait; nothing can have been billed. */
  | {
      readonly type: 'retrying';
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: ErrorRecord;
    };
