import type { CodeServices } from '../commands/services.ts';
import type { Log } from '../platform/log.ts';
import { Projects } from '../platform/projectPort.ts';
import { Placeholders } from './placeholders.ts';

/** What code is looked at with, apart from the library and all that asks a server. */
export function buildCodeServices(log: Log): CodeServices {
  return { log, projects: new Projects(), placeholders: new Placeholders() };
}
