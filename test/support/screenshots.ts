// `npm run screenshots`: draws the product's own pictures anew, into media/screenshots/.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { endTogether } from './endTogether.ts';
import { root } from './paths.ts';
import { runShown } from './spawn.ts';

endTogether();
await mkdir(join(root, 'media/screenshots'), { recursive: true });
const script = join(import.meta.dirname, 'mochaMain.ts');
const args = [script, '--e2e', '--timeout=60000', 'test/e2e/screenshots.test.ts', ...process.argv.slice(2)];
const environment = { ...process.env, EASEL_SCREENSHOTS: '1' };
process.exitCode = await runShown(process.execPath, args, { cwd: root, env: environment });
