import type { Wish } from '../studio/studio.ts';
import { begin, follow } from './carryOut.ts';
import { ready } from './firstRun.ts';
import { guarded } from './remedies.ts';
import type { Connection, Services } from './services.ts';

/** A run of the composer that is under way. */
export interface Started {
  readonly runId: string;
  /** Settles when the run is at rest; never rejects. */
  readonly over: Promise<unknown>;
}

/**
 * Starts what the composer holds, as the palette does: the first choice for who has no key, consent, progress and
 * its end shown. Undefined when the user left it, or when it failed and was shown.
 */
export async function runDraft(
  services: Services,
  wishFor: (connection: Connection) => Wish,
): Promise<Started | undefined> {
  return guarded(services, async () => {
    const connection = await ready(services);
    const handle = connection && (await begin(services, connection, wishFor(connection)));
    if (!handle) return undefined;
    return { runId: handle.runId, over: guarded(services, () => follow(services, handle)) };
  });
}
