import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Replacement, Run, SavedPlace, Tile, Verdict } from '../images/run.ts';
import { without } from '../images/run.ts';
import { errorCode } from './disk.ts';
import { rect } from './runFile.ts';
import { writeWhole } from './writer.ts';

/**
 * What is said about pictures of a run after the fact; `deleted`: their bytes are gone; `restored`: the old bytes of
 * that name were put back where they came from.
 */
export type Said =
  | { readonly saved: SavedPlace }
  | { readonly replaced: Omit<Replacement, 'at' | 'undone'> }
  | { readonly restored: string }
  | { readonly verdict: Verdict | 'none' }
  | { readonly discarded: boolean }
  | { readonly deleted: true };

/** One file each, written once, so that windows cannot race. */
export type Mark = Said & {
  readonly tiles: readonly string[];
  /** Epoch ms; later ones win. */
  readonly at: number;
};

/** Name of the folder of marks inside a run's folder. */
const marksName = 'marks';

const text = v.string();
const fileName = v.pipe(text, v.regex(/^\w[\w.-]*$/));
const at = v.pipe(v.number(), v.minValue(0));
const tiles = v.array(text);
const mark = v.union([
  v.object({ tile: text, at, saved: v.object({ uri: text, label: text }) }),
  v.object({
    tiles,
    at,
    replaced: v.object({ uri: text, label: text, file: fileName, hash: text, crop: v.exactOptional(rect) }),
  }),
  v.object({ tiles, at, restored: fileName }),
  v.object({ tiles, at, verdict: v.picklist(['kept', 'rejected', 'none']) }),
  v.object({ tiles, at, discarded: v.boolean() }),
  v.object({ tiles, at, deleted: v.literal(true) }),
]);

/** A mark from its text. @throws when the text is none */
function parseMark(json: string): Mark {
  const parsed = v.parse(mark, JSON.parse(json));
  return 'tile' in parsed ? { tiles: [parsed.tile], at: parsed.at, saved: parsed.saved } : parsed;
}

/** The text of a mark's file. Saved places keep the form that the first version of Easel reads too. */
function markText(value: Mark): string {
  return JSON.stringify('saved' in value ? { ...without(value, 'tiles'), tile: value.tiles[0] } : value);
}

/** A run with what was said about it, and nothing that was not: marks by the names of their files. */
export function withMarks(run: Run, marks: ReadonlyMap<string, Mark>): Run {
  if (marks.size === 0 && !run.tiles.some(isMarked)) return run;
  const inOrder = [...marks]
    .toSorted(([nameA, a], [nameB, b]) => a.at - b.at || (nameA < nameB ? -1 : 1))
    .map(([, said]) => said);
  return { ...run, tiles: run.tiles.flatMap(tile => withSaid(withoutSaid(tile), inOrder) ?? []) };
}

/** Undefined when the picture was deleted: nothing that is said later brings it back. */
function withSaid(tile: Tile, marks: readonly Mark[]): Tile | undefined {
  const own = marks.filter(({ tiles: ids }) => ids.includes(tile.id));
  return own.some(said => 'deleted' in said) ? undefined : own.reduce(apply, tile);
}

function apply(tile: Tile, said: Mark): Tile {
  if ('saved' in said) return { ...tile, saved: [...(tile.saved ?? []), said.saved] };
  if ('replaced' in said)
    return { ...tile, replaced: [...(tile.replaced ?? []), { ...said.replaced, at: said.at }] };
  if ('restored' in said) return withRestored(tile, said.restored);
  if ('discarded' in said) return said.discarded ? { ...tile, discarded: true } : without(tile, 'discarded');
  if ('verdict' in said)
    return said.verdict === 'none' ? without(tile, 'verdict') : { ...tile, verdict: said.verdict };
  return tile;
}

function withRestored(tile: Tile, file: string): Tile {
  const replaced = tile.replaced?.map(one => (one.file === file ? { ...one, undone: true as const } : one));
  return replaced ? { ...tile, replaced } : tile;
}

/** What stands in marks and never in the run's own file. */
const markedFields: ReadonlySet<string> = new Set(['saved', 'replaced', 'verdict', 'discarded']);

function isMarked(tile: Tile): boolean {
  return [tile.saved, tile.replaced, tile.verdict, tile.discarded].some(said => said !== undefined);
}

function withoutSaid(tile: Tile): Tile {
  return isMarked(tile)
    ? without(without(without(without(tile, 'saved'), 'replaced'), 'verdict'), 'discarded')
    : tile;
}

/** For JSON.stringify: leaves out what stands in marks. */
export function leaveOutMarks(key: string, value: unknown): unknown {
  return markedFields.has(key) ? undefined : value;
}

/** Whether all of a run was deleted, picture by picture, and nothing is to come. */
export function isAsGone({ tiles: left, state }: Run, marks: ReadonlyMap<string, Mark>): boolean {
  const wasDeleted = [...marks.values()].some(said => 'deleted' in said);
  return left.length === 0 && state !== 'running' && wasDeleted;
}

/** Marks of a run by the names of their files; those known are not read again, and none is ever taken back. */
export async function readMarks(
  folder: string,
  known: ReadonlyMap<string, Mark>,
): Promise<ReadonlyMap<string, Mark>> {
  const files = await readdir(join(folder, marksName)).catch(() => []);
  const fresh = files.filter(name => name.endsWith('.json') && !known.has(name));
  if (fresh.length === 0) return known;
  const read = fresh.map(
    async name => [name, parseMark(await readFile(join(folder, marksName, name), 'utf8'))] as const,
  );
  const settled = await Promise.allSettled(read);
  // A mark that cannot be read costs that mark.
  const marks = settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  return new Map([...known, ...marks]);
}

/** Puts a mark into a run's folder. @throws Node's error, `ENOENT` when the run is gone: it is not made again */
export async function writeMark(folder: string, name: string, value: Mark): Promise<void> {
  const marks = join(folder, marksName);
  await mkdir(marks).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await writeWhole(join(marks, name), markText(value));
}
