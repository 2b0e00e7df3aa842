import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { withFakeVscode } from '../../support/fakeVscode.ts';
import { root } from '../../support/paths.ts';

const manifest = v.object({ activationEvents: v.array(v.string()) });

describe('Languages whose documents name pictures', () => {
  it('each activate the extension, and no others do', async () => {
    const { languages } = await withFakeVscode(() => import('../../../src/commands/missing/register.ts'));
    const { activationEvents } = v.parse(
      manifest,
      JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
    );
    const activating = activationEvents.filter(event => event.startsWith('onLanguage:'));
    assert.deepEqual(activating.toSorted(), languages.map(language => `onLanguage:${language}`).toSorted());
  });
});
