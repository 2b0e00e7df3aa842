import * as v from 'valibot';
import { ofTile } from './shapes.ts';

/** Messages of the webview about a picture that is looked at, every field checked. */
export const viewerWebviewMessages = [
  v.object({ type: v.literal('viewer.compareWithFile'), ...ofTile }),
] as const;
