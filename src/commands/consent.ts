import type { PriceRange } from '../images/cost.ts';
import { buttons, files as texts } from '../platform/messages/commands.ts';
import { priceText } from '../platform/messages/price.ts';
import { confirm } from '../platform/show.ts';
import type { Connection, Services } from './services.ts';
import type { Wish } from '../studio/studio.ts';

/** More pictures than this in one gesture are asked about first. */
const manyPictures = 8;

/**
 * Asks before a gesture that makes many pictures, sends several files, or sends a file to a host for the first
 * time: with the number, the names, the host and the price where known. True when it may go on.
 * @param estimate of all that is asked for
 */
export async function mayGoOn(
  services: Services,
  connection: Connection,
  wish: Wish,
  estimate: PriceRange | undefined,
): Promise<boolean> {
  const perSource = wish.kind === 'variations' ? wish.sources.length : 1;
  const pictures = wish.count * perSource;
  const sends = connection.provider === 'offline' ? [] : wish.sources;
  const hosts = services.memory.consentedHosts;
  const newHost = sends.length > 0 && !hosts.get().includes(connection.baseUrl);
  if (pictures <= manyPictures && sends.length <= 1 && !newHost) return true;
  const lines = [
    ...(sends.length > 0 ? [texts.sendDetail(sends.map(({ label }) => label).join(', '))] : []),
    ...(connection.provider === 'offline' ? [] : [price(wish, estimate)]),
  ];
  const question = sends.length > 0 ? texts.sendQuestion(connection.host) : texts.manyQuestion(pictures);
  const many = pictures > manyPictures && sends.length > 0 ? [texts.manyQuestion(pictures)] : [];
  const yes = sends.length > 0 ? buttons.send() : buttons.make();
  if (!(await confirm(question, [...many, ...lines].join('\n'), yes))) return false;
  if (newHost) await hosts.set([...hosts.get(), connection.baseUrl]);
  return true;
}

/** The same for many runs of one gesture that send words only. */
export async function mayMakeMany(
  connection: Connection,
  pictures: number,
  estimate: PriceRange | undefined,
): Promise<boolean> {
  if (pictures <= manyPictures) return true;
  const known = estimate ? texts.priceDetail(priceText(estimate)) : texts.priceUnknown();
  const detail = connection.provider === 'offline' ? '' : known;
  return confirm(texts.manyQuestion(pictures), detail, buttons.make());
}

function price(wish: Wish, estimate: PriceRange | undefined): string {
  if (!estimate) return texts.priceUnknown();
  const text = priceText(estimate);
  return wish.sources.length > 0 ? texts.priceAndInput(text) : texts.priceDetail(text);
}
