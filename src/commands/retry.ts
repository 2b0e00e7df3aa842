import { join } from 'node:path';
import * as vscode from 'vscode';
import { adapted, forModel } from '../images/adapt.ts';
import { ImageError, type ErrorRecord } from '../images/errors.ts';
import { transparentModel } from '../images/models.ts';
import { askedCount, type Run, type Source, type Tile } from '../images/run.ts';
import { files, runs } from '../platform/messages/commands.ts';
import { remedyLabel } from '../platform/messages/sheet.ts';
import { showMessage } from '../platform/show.ts';
import { canBeAskedAgain } from '../studio/reduce.ts';
import type { Wish } from '../studio/studio.ts';
import { carryOut, follow } from './carryOut.ts';
import { ready } from './firstRun.ts';
import { askedOf, slotProblem } from './missing/slot.ts';
import { pickModel } from './model.ts';
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
 * Asks for pictures of a run again because the user said so: in their own run where provider and model are the
 * same, else as a new run, so that no run's heading tells what is not true.
 */
export async function retryTiles(
  services: Services,
  runId: string,
  tileIds: readonly string[],
  delayMs = 0,
): Promise<void> {
  await guarded(services, async () => {
    // Two windows that ask for pictures of one run would overwrite each other's record of it.
    if (services.archive.runsElsewhere(runId)) {
      void showMessage('warn', files.runsElsewhere());
      return;
    }
    if (atRest(services, runId, tileIds).length === 0) return;
    const connection = await ready(services);
    // Read only now: while a key was asked for, another button may have asked for the same pictures.
    const run = services.archive.get(runId);
    const tiles = atRest(services, runId, tileIds);
    if (!connection || !run || tiles.length === 0) return;
    const model = modelFor(run, tiles, connection);
    if (isSameServer(run, connection) && model === run.parameters.model) {
      const ids = tiles.map(({ id }) => id);
      const handle = services.studio.retry(runId, ids, connection.api, delayMs);
      if (handle) await follow(services, handle);
    } else {
      for (const group of groupsOf(run, tiles)) {
        await carryPlaced(services, connection, sameWish(services, run, group, model));
      }
    }
  });
}

/** Carries a wish out unless what came could not be put where code names it. @throws ImageError `invalid` */
async function carryPlaced(services: Services, connection: Connection, wish: Wish): Promise<void> {
  const { place, parameters } = wish;
  const problem =
    place && slotProblem({ type: place.type, size: place }, parameters.model, askedOf(connection));
  if (problem) throw new ImageError({ kind: 'invalid', problems: [problem] });
  await carryOut(services, connection, wish);
}

function atRest({ archive }: Services, runId: string, tileIds: readonly string[]): readonly Tile[] {
  return archive.get(runId)?.tiles.filter(one => tileIds.includes(one.id) && canBeAskedAgain(one)) ?? [];
}

/** Asks for everything of a run again, as a new one with the provider of now. */
export async function runAgain(services: Services, run: Run): Promise<void> {
  const connection = await ready(services);
  if (!connection) return;
  const model = isSameServer(run, connection) ? run.parameters.model : connection.model;
  await carryPlaced(services, connection, {
    ...sameWish(services, run, run.tiles, model),
    // Not by its pictures: more may have come than were asked for, and some may be deleted.
    count: askedCount(run),
    sources: copiesOf(services, run, run.sources),
    ...(run.directions ? { directions: run.directions } : {}),
  });
}

/**
 * Asks for a picture again of a model that gives transparency; as PNG where the format has none. Only the run's own
 * provider is asked, and only while it is the one that is chosen: another one is not paid for it by surprise.
 */
export async function retryWithAlpha(services: Services, run: Run, tile: Tile): Promise<void> {
  const connection = await ready(services);
  if (!connection) return;
  if (!isSameServer(run, connection)) {
    const mend = { label: remedyLabel('chooseProvider'), run: chooseProvider };
    void showMessage('info', runs.otherProvider(run.provider.label, connection.api.label.label), [mend]);
    return;
  }
  const isOpenAi = run.provider.id === 'openai';
  const model = isOpenAi
    ? transparentModel(run.parameters.model)
    : await pickModel(services, connection, run.parameters.model);
  if (model === undefined) return;
  const wish = sameWish(services, run, [tile], model);
  const format = wish.parameters.outputFormat === 'jpeg' ? 'png' : wish.parameters.outputFormat;
  const parameters = { ...wish.parameters, background: 'transparent' } as const;
  await carryOut(services, connection, {
    ...wish,
    parameters: adapted(format === undefined ? parameters : { ...parameters, outputFormat: format }),
  });
}

function chooseProvider(): Thenable<unknown> {
  return vscode.commands.executeCommand('easel.chooseProvider');
}

function isSameServer(run: Run, { api }: Connection): boolean {
  const { id, label, host } = run.provider;
  return id === api.label.id && label === api.label.label && host === api.label.host;
}

function modelFor(run: Run, tiles: readonly Tile[], connection: Connection): string | undefined {
  const about = tiles.some(({ error }) => error && aboutModel.has(error.kind));
  return about || !isSameServer(run, connection) ? connection.model : run.parameters.model;
}

/** Tiles that one wish can make: variations are counted for each source, and not more than failed are wanted. */
function groupsOf(run: Run, tiles: readonly Tile[]): readonly (readonly Tile[])[] {
  return run.kind === 'variations' ? [...Map.groupBy(tiles, ({ source }) => source).values()] : [tiles];
}

/** The same bytes as then, under the name of the file they are of. */
function copiesOf({ archive }: Services, run: Run, sources: readonly Source[]): Wish['sources'] {
  const folder = archive.folderOf(run.id);
  return sources.map(({ file, label, uri }) => ({
    uri,
    label,
    from: vscode.Uri.file(join(folder, file)).toString(),
  }));
}

/** What the run was asked for, for these tiles, with the copies of its sources. */
function sameWish(services: Services, run: Run, tiles: readonly Tile[], model: string | undefined): Wish {
  const wanted = new Set(tiles.map(({ source }) => source));
  const own = run.kind === 'variations' ? run.sources.filter((_, index) => wanted.has(index)) : run.sources;
  const [first] = wanted;
  const some = tiles.filter(({ source }) => source === first);
  const directions = run.kind === 'variations' ? some.map(({ direction = '' }) => direction) : [];
  const isSame = model === run.parameters.model;
  return {
    kind: run.kind,
    prompt: run.prompt,
    count: tiles.length,
    parameters: isSame ? run.parameters : forModel(run.parameters, model),
    square: services.memory.squareFit.get(),
    sources: copiesOf(services, run, own),
    ...(run.mask ? { mask: run.mask.drawn } : {}),
    ...(directions.length > 0 ? { directions } : {}),
    ...(run.slot ? { slot: run.slot } : {}),
    // Its place is taken by the picture that came already.
    ...(run.place && !tiles.some(({ picture }) => picture) ? { place: run.place } : {}),
    ...(run.saveTo === undefined ? {} : { saveTo: run.saveTo }),
  };
}
