import * as v from 'valibot';
import type { Wire } from '../protocol/channel.ts';
import type { Kept } from './state.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const keptShape = v.object({
  scroll: v.number(),
  expanded: v.array(v.string()),
  active: v.exactOptional(v.string()),
  filter: v.exactOptional(
    v.object({
      words: v.string(),
      which: v.picklist(['all', 'undecided', 'kept', 'rejected', 'saved', 'discarded']),
      model: v.string(),
      since: v.picklist(['any', 'today', 'week', 'month']),
    }),
  ),
  backdrop: v.exactOptional(
    v.object({
      kind: v.picklist(['checker', 'editor', 'light', 'dark', 'page']),
      page: v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/)),
    }),
  ),
});

/** What VS Code gives a webview, typed. */
export interface Home {
  readonly wire: Wire;
  /** What was kept before the page was hidden; undefined when there is nothing or it is of another version. */
  recall(): Kept | undefined;
  keep(kept: Kept): void;
}

/** Takes VS Code's API, which can be had once in the life of a page. */
export function takeHome(): Home {
  const api = acquireVsCodeApi();
  const post = api.postMessage.bind(api);
  return {
    wire: {
      post,
      listen: listener => {
        const receive = (event: MessageEvent<unknown>): void => listener(event.data);
        window.addEventListener('message', receive);
        return { dispose: () => window.removeEventListener('message', receive) };
      },
    },
    recall: () => {
      const result = v.safeParse(keptShape, api.getState());
      return result.success ? result.output : undefined;
    },
    keep: kept => api.setState(kept),
  };
}
