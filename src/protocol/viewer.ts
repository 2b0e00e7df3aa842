import type { TileRef } from './messages.ts';

/** What the webview asks for while a picture is looked at. */
export type ViewerWebviewMessage = TileRef & { readonly type: 'viewer.compareWithFile' };
