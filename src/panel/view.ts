import { remedies, type ErrorRecord } from '../images/errors.ts';
import { transparentModel } from '../images/models.ts';
import type { Picture } from '../images/picture.ts';
import type { Run, Tile } from '../images/run.ts';
import type { DrawnPicture, FailureView, RunView, TileView } from '../protocol/messages.ts';

/** What a view is made with. */
export interface ViewParts {
  /** Webview uri of the run's folder. */
  readonly base: string;
  /** Webview uri of a picture's small copy; undefined while there is none. */
  readonly thumbnail: (file: string) => string | undefined;
  readonly sentence: (error: ErrorRecord) => string;
}

/** Turns a run into what the webview shows. */
export function runView(run: Run, parts: ViewParts): RunView {
  // What was drawn is long, and nothing the page shows.
  const { mask, ...rest } = run;
  const tiles = run.tiles.map(tile => tileView(run, tile, parts));
  return { ...rest, base: parts.base, tiles, ...(mask ? { masked: true } : {}) };
}

function tileView(run: Run, tile: Tile, { thumbnail, sentence }: ViewParts): TileView {
  const { error, locked, ...rest } = tile;
  const drawn = (picture: Picture): DrawnPicture => {
    const uri = thumbnail(picture.file);
    return uri === undefined ? { picture } : { picture, thumbnail: uri };
  };
  const own = tile.picture && drawn(tile.picture);
  const both = own &&
    locked && {
      locked: drawn(locked.picture),
      answer: own,
      changedShare: locked.changedShare,
      raw: false,
    };
  const retryModel = modelForAlpha(run, tile);
  return {
    ...rest,
    ...(error ? { failure: failureView(error, sentence(error)) } : {}),
    ...(both?.locked ?? own),
    ...(both ? { locked: both } : {}),
    ...(retryModel === undefined ? {} : { retryModel }),
  };
}

/** Known models are offered for the official hosts only: elsewhere nobody knows what is served under a name. */
function modelForAlpha({ provider, parameters }: Run, { alphaTruth }: Tile): string | undefined {
  const failed = alphaTruth !== undefined && alphaTruth !== 'transparent';
  return failed && provider.id === 'openai' ? transparentModel(parameters.model) : undefined;
}

function failureView(error: ErrorRecord, sentence: string): FailureView {
  const said = error.serverMessage;
  return {
    sentence,
    remedies: remedies(error),
    ...(error.mayBeBilled ? { mayBeBilled: true } : {}),
    ...(error.replacement === undefined ? {} : { replacement: error.replacement }),
    // Some sentences quote the server already.
    ...(said && !sentence.includes(said) ? { serverMessage: said } : {}),
  };
}
