import type { Picture } from '../../../src/images/picture.ts';
import type { RunView, TileView } from '../../../src/protocol/messages.ts';

/** A run that is done and has nothing special. */
export function aRun(more: Partial<RunView> = {}): RunView {
  return {
    id: 'r',
    kind: 'generate',
    state: 'done',
    startedAt: 1000,
    endedAt: 5000,
    prompt: 'A boat',
    sources: [],
    provider: { id: 'openai', label: 'OpenAI', offline: false },
    parameters: {},
    tiles: [],
    base: 'https://x/r',
    ...more,
  };
}

/** A square PNG. */
export function aPicture(more: Partial<Picture> = {}): Picture {
  return { file: 'a.png', type: 'png', width: 1024, height: 1024, alpha: false, bytes: 1_200_000, ...more };
}

/** A tile of that state, with a picture when it is done. */
export function aTile(id: string, state: TileView['state'], more: Partial<TileView> = {}): TileView {
  return { id, state, ...(state === 'done' ? { picture: aPicture() } : {}), ...more };
}
