import type { Run, Tile } from '../../images/run.ts';
import type { Services } from '../services.ts';
import type { Offer } from './offer.ts';
import { canBecome } from './slotType.ts';

/** A picture of the library that was made for a place in the code. */
export interface MadePicture {
  readonly run: Run;
  readonly tile: Tile;
}

/**
 * The offers with the pictures that were made for them already, the newest first asked.
 * @param offline whether pictures are painted offline now: else such a picture stands in nobody's way
 */
export async function withMade(
  { archive }: Pick<Services, 'archive'>,
  offers: readonly Offer[],
  offline: boolean,
): Promise<readonly Offer[]> {
  const byPlace = new Map<string, MadePicture>();
  for (const run of (await archive.runs()).toSorted((one, other) => one.startedAt - other.startedAt)) {
    const tile = run.tiles.find(wanted);
    if (run.place && tile)
      byPlace.set(keyOf(run.place.root, run.place.path, run.provider.offline), { run, tile });
  }
  return offers.map(offer => {
    const root = offer.root.toString();
    const painted = offline && !offer.placeholder ? byPlace.get(keyOf(root, offer.path, true)) : undefined;
    const made = byPlace.get(keyOf(root, offer.path, false)) ?? painted;
    // By a server that answered with another type than it was asked for.
    const fits = made?.tile.picture && canBecome(made.tile.picture.type, offer.type);
    return made && fits ? { ...offer, made } : offer;
  });
}

function wanted({ picture, verdict, discarded }: Tile): boolean {
  return picture !== undefined && verdict !== 'rejected' && discarded !== true;
}

function keyOf(root: string, path: string, offline: boolean): string {
  return `${offline} ${root} ${path}`;
}
