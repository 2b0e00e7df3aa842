// One scan of a folder, in a process of its own: how long it took, and the longest time nothing else could run, by the
// clock and by what this thread itself used (on a busy machine the clock counts the others too).
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { scanWorkspace } from '../../../src/project/references/scan.ts';
import { folderFiles } from '../../support/projects.ts';

const [folder = ''] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let longestCpuMs = 0;
let last = process.threadCpuUsage();
const watch = setInterval(() => {
  const { user, system } = process.threadCpuUsage(last);
  last = process.threadCpuUsage();
  longestCpuMs = Math.max(longestCpuMs, (user + system) / 1000);
}, 1);
const started = performance.now();
const { files, missing } = await scanWorkspace(folderFiles(folder), { onFound: () => undefined });
const wallMs = performance.now() - started;
delay.disable();
clearInterval(watch);
const { user, system } = process.cpuUsage();
// The kernel counts in KB.
const peakBytes = process.resourceUsage().maxRSS * 1024;
const report = {
  files,
  missing,
  wallMs,
  cpuMs: (user + system) / 1000,
  longestCpuMs,
  longestMs: delay.max / 1e6,
  typicalMs: delay.percentile(99) / 1e6,
  peakBytes,
};
console.log(JSON.stringify(report));
