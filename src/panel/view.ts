import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { remedies, type ErrorRecord } from '../images/errors.ts';
import { transparentModel } from '../images/models.ts';
import { madePicture, type Run, type Tile } from '../images/run.ts';
import { sourceOfTile } from '../studio/fit.ts';
import type { FailureView, RunView, TileView } from '../protocol/messages.ts';

/** What a view is made with. */
export interface ViewParts {
  /** Webview uri of the run's folder. */
  readonly base: string;
  /** Absolute path of the library: a source in it is no file of the user's. */
  readonly libraryRoot: string;
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

function tileView(run: Run, tile: Tile, { thumbnail, sentence, libraryRoot }: ViewParts): TileView {
  const { error, unfitted, ...rest } = tile;
  const made = madePicture(tile);
  const small = tile.picture && thumbnail(tile.picture.file);
  const smallMade = made && thumbnail(made.file);
  const source = tile.fitting ? undefined : sourceOfTile(run, tile);
  const retryModel = modelForAlpha(run, tile);
  return {
    ...rest,
    ...(error ? { failure: failureView(error, sentence(error)) } : {}),
    ...(unfitted ? { unfitted: sentence(unfitted) } : {}),
    ...(small === undefined ? {} : { thumbnail: small }),
    ...(smallMade === undefined ? {} : { madeThumbnail: smallMade }),
    ...(source && !isBelow(source.uri, libraryRoot) ? { replaceable: true as const } : {}),
    ...(retryModel === undefined ? {} : { retryModel }),
  };
}

/** Whether a uri is that of a file in a folder of this machine. */
function isBelow(uri: string, folder: string): boolean {
  if (!uri.startsWith('file:')) return false;
  const way = relative(folder, fileURLToPath(uri));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
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
