import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forModel } from '../images/adapt.ts';
import { estimateUsd, type PriceRange } from '../images/cost.ts';
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
  /** An estimate in words; `sends`: pictures go along, which cost more. */
  readonly price: (estimate: PriceRange, sends: boolean) => string;
}

/** Turns a run into what the webview shows. */
export function runView(run: Run, parts: ViewParts): RunView {
  const price = run.estimateUsd && parts.price(run.estimateUsd, run.sources.length > 0);
  // What was drawn is long, and nothing the page shows.
  const { mask, ...rest } = run;
  return {
    ...rest,
    base: parts.base,
    tiles: run.tiles.map(tile => tileView(run, tile, parts)),
    ...(mask ? { masked: true } : {}),
    ...(price === undefined ? {} : { againPrice: price }),
  };
}

function tileView(run: Run, tile: Tile, { thumbnail, sentence, libraryRoot, price }: ViewParts): TileView {
  const { error, unfitted, ...rest } = tile;
  const made = madePicture(tile);
  const small = tile.picture && thumbnail(tile.picture.file);
  const smallMade = made && thumbnail(made.file);
  const source = sourceOfTile(run, tile);
  const isReplaceable = source && !tile.fitting && !isBelow(source.uri, libraryRoot);
  const retryModel = modelForAlpha(run, tile);
  const estimate = retryModel && estimateUsd(forModel(run.parameters, retryModel), 1);
  return {
    ...rest,
    ...(error ? { failure: failureView(error, sentence(error)) } : {}),
    ...(unfitted ? { unfitted: sentence(unfitted) } : {}),
    ...(small === undefined ? {} : { thumbnail: small }),
    ...(smallMade === undefined ? {} : { madeThumbnail: smallMade }),
    ...(isReplaceable ? { replaceable: true as const } : {}),
    ...(source?.seeThrough ? { seeThroughSource: true as const } : {}),
    ...(retryModel === undefined ? {} : { retryModel }),
    ...(estimate ? { againPrice: price(estimate, run.sources.length > 0) } : {}),
  };
}

/** Whether a uri is that of a file in a folder of this machine. */
function isBelow(uri: string, folder: string): boolean {
  const path = pathOf(uri);
  if (path === undefined) return false;
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Undefined where a uri names no file of this system: another scheme, another machine, or what no path can be. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
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
