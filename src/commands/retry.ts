import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ErrorRecord } from '../images/errors.ts';
import { without, type Run, type Tile } from '../images/run.ts';
import type { Wish } from '../studio/studio.ts';
import { carryOut, follow } from './carryOut.ts';
import { ready } from './firstRun.ts';
import { guarded } from './remedies.ts';
import type { Connection, Services } from './services.ts';

/** Errors that another model may mend, so that the model chosen since is meant. */
const aboutModel: ReadonlySet<ErrorRecord['kind']> = new Set([
  'modelNotFound',
  'permission',
  'verification',
  'invalidRequest',
  'invalid',
]);

/**
 * Asks for a picture again because the user said so: in its own run where provider and model are the same, else
 * as a new run, so that no run's heading tells what is not true.
 */
export async function retryTile(
  services: Services,
  runId: string,
  tileId: string,
  delayMs = 0,
): Promise<void> {
  await guarded(services, async () => {
    const run = services.archive.get(runId);
    const tile = run?.tiles.find(candidate => candidate.id === tileId);
    const connection = run && tile && (await ready(services));
    if (!connection) return;
    const model = modelFor(run, tile, connection);
    if (isSameServer(run, connection) && model === run.parameters.model) {
      await follow(services, services.studio.retry(run, tileId, connection.api, delayMs));
    } else await carryOut(services, connection, sameWish(services, run, tile, model));
  });
}

function isSameServer(run: Run, { api }: Connection): boolean {
  return run.provider.id === api.label.id && run.provider.label === api.label.label;
}

function modelFor(run: Run, tile: Tile, connection: Connection): string | undefined {
  const another = !isSameServer(run, connection) || (tile.error && aboutModel.has(tile.error.kind));
  return another ? connection.model : run.parameters.model;
}

/** What the run was asked for, for this one tile, with the copies of its sources. */
function sameWish(services: Services, run: Run, tile: Tile, model: string | undefined): Wish {
  const folder = services.archive.folderOf(run.id);
  const own = tile.source === undefined ? run.sources : run.sources.slice(tile.source, tile.source + 1);
  const parameters = without(run.parameters, 'model');
  return {
    kind: run.kind,
    prompt: run.prompt,
    count: 1,
    parameters: model === undefined ? parameters : { ...parameters, model },
    sources: own.map(({ file, label }) => ({ uri: vscode.Uri.file(join(folder, file)).toString(), label })),
    ...(run.saveTo === undefined ? {} : { saveTo: run.saveTo }),
  };
}
