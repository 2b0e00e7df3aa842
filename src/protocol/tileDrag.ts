import * as v from 'valibot';
import type { TileRef } from './messages.ts';
import { ofTile } from './shapes.ts';

const shape = v.object(ofTile);

/** What a dragged picture carries. */
export function tileDragText({ runId, tileId, original }: TileRef): string {
  return JSON.stringify({ runId, tileId, original });
}

/** The picture that was dragged; undefined for anything else. */
export function parseTileDrag(text: string): TileRef | undefined {
  try {
    const result = v.safeParse(shape, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
