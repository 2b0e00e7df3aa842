import { remedies, type ErrorRecord } from '../images/errors.ts';
import type { Run, Tile } from '../images/run.ts';
import type { FailureView, RunView, TileView } from '../protocol/messages.ts';

/** Turns a run into what the webview shows; `base` is the webview uri of its folder. */
export function runView(run: Run, base: string, sentence: (error: ErrorRecord) => string): RunView {
  return { ...run, base, tiles: run.tiles.map(tile => tileView(tile, sentence)) };
}

function tileView(tile: Tile, sentence: (error: ErrorRecord) => string): TileView {
  const { error, ...rest } = tile;
  return error ? { ...rest, failure: failureView(error, sentence(error)) } : rest;
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
