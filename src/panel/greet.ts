import { toErrorRecord } from '../images/errors.ts';
import type { Run } from '../images/run.ts';
import type { HostMessage, RunView } from '../protocol/messages.ts';
import type { SheetPort } from './sheetPort.ts';

/**
 * What a page that has nothing is told: the newest runs first, the older ones in parts, or why there are none. A run
 * without a view is left out: the others are shown.
 */
export async function* greet(
  port: SheetPort,
  view: (run: Run) => RunView | undefined,
  log: (reason: string) => void,
): AsyncGenerator<HostMessage> {
  try {
    let first = true;
    for await (const { runs, more } of port.pages()) {
      const views = runs.flatMap(run => view(run) ?? []);
      if (first) yield { type: 'state', runs: views, more, strings: port.strings() };
      else yield { type: 'runs', runs: views, more };
      first = false;
    }
  } catch (error) {
    log(`the library could not be read: ${toErrorRecord(error).kind}`);
    yield { type: 'unavailable', text: port.sentence(toErrorRecord(error)) };
  }
}
