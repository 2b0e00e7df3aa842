// Every fault there is, and how to start one by its name from elsewhere.
import type { Fault, Running } from './fault.ts';
import { cutShort, otherThings, tooMuch } from './rows/answers.ts';
import { connections, proxies } from './rows/network.ts';
import { links, pictures } from './rows/pictures.ts';
import { brokenRefusals, refusals, repeats } from './rows/statuses.ts';
import { cancels, disks, timeouts } from './rows/stops.ts';
import { streams } from './rows/streams.ts';

/** Faults of one kind under one heading. */
export interface Chapter {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** The table, in its order. */
export const chapters: readonly Chapter[] = [
  { title: 'No connection', faults: connections },
  { title: 'Proxies', faults: proxies },
  { title: 'Refusals', faults: refusals },
  { title: 'Sent again', faults: repeats },
  { title: 'Refusals that are broken themselves', faults: brokenRefusals },
  { title: 'Answers cut short', faults: cutShort },
  { title: 'Something else in place of the answer', faults: otherThings },
  { title: 'Too much', faults: tooMuch },
  { title: 'Pictures', faults: pictures },
  { title: 'Links', faults: links },
  { title: 'Streams', faults: streams },
  { title: 'Cancel', faults: cancels },
  { title: 'Time limit', faults: timeouts },
  { title: 'Disk', faults: disks },
];

/**
 * Starts the server of a fault by its name, for a client anywhere on this machine. Its list of models is in order.
 * @throws Error for a name nobody knows, and for a fault that is made on the client's side
 */
export async function startFault(name: string): Promise<Pick<Running, 'baseUrl' | 'seen' | 'close'>> {
  const found = chapters.flatMap(({ faults }) => faults).find(fault => fault.name === name);
  if (!found) throw new Error(`no fault is called “${name}”`);
  const running = await found.start();
  if (Object.keys(running.options ?? {}).length === 0) return running;
  await running.close();
  throw new Error(`“${name}” needs a client of its own`);
}
