import type { ApiTraits } from './ports.ts';
import { planPrompted, withSize, type Job, type Order } from './plan.ts';

/** Pictures from words alone. */
export function planGenerate(order: Order, api: ApiTraits, tiles: readonly string[]): readonly Job[] {
  return planPrompted(withSize(order, undefined, api), api, tiles, parameters => ({
    route: 'generations',
    prompt: order.prompt,
    parameters,
  }));
}
