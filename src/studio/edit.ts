import { maskUpload } from './mask.ts';
import type { ApiTraits } from './ports.ts';
import { planPrompted, uploadOf, withBackground, withSize, type Job, type Order } from './plan.ts';

/** Pictures from words and 1 to 16 references, which go out together; a mask belongs to the first. */
export function planEdit(order: Order, api: ApiTraits, tiles: readonly string[]): readonly Job[] {
  const images = order.sources.map(source => uploadOf(source, order.folder));
  const mask = order.mask && maskUpload(order.mask, order.folder);
  const asked = withBackground(withSize(order, order.sources[0], api), api);
  return planPrompted(asked, api, tiles, parameters => ({
    route: 'edits',
    prompt: order.prompt,
    images,
    ...(mask ? { mask } : {}),
    parameters,
  }));
}
