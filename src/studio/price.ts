import { estimateUsd, type PriceRange } from '../images/cost.ts';
import type { ImageParameters } from '../images/request.ts';
import { plan } from './check.ts';
import type { Job, Order } from './plan.ts';
import type { ApiTraits } from './ports.ts';

/** What some pictures of an order are asked for with, as it is sent. */
export interface Asked {
  readonly parameters: ImageParameters;
  readonly pictures: number;
}

/** The parameters an order is sent with: with the size of its source, and without previews where none can come. */
export function askedOf(order: Order, api: ApiTraits): readonly Asked[] {
  return askedBy(plan(order, api).jobs);
}

/** The same of requests that are planned already. */
export function askedBy(jobs: readonly Job[]): readonly Asked[] {
  return jobs.map(({ request, tiles }) => ({ parameters: request.parameters, pictures: tiles.length }));
}

/** Estimated price of all of it in USD; undefined where it is not known of every part. */
export function priceOf(asked: readonly Asked[]): PriceRange | undefined {
  const prices = asked.map(({ parameters, pictures }) => estimateUsd(parameters, pictures));
  const known = prices.filter(price => price !== undefined);
  if (known.length === 0 || known.length < prices.length) return undefined;
  const sum = (side: keyof PriceRange): number => known.reduce((all, price) => all + price[side], 0);
  return { low: sum('low'), high: sum('high') };
}

/** The one size that all of it is asked for in; undefined where none is sent, or several are. */
export function sizeOf(asked: readonly Asked[]): string | undefined {
  const [size, ...others] = new Set(asked.map(({ parameters }) => parameters.size));
  return others.length === 0 ? size : undefined;
}
