import assert from 'node:assert/strict';
import * as v from 'valibot';
import { withFakeVscode } from '../../../support/fakeVscode.ts';
import type { ComposerParts } from '../../../../src/services/composer/composer.ts';

const { Composer } = await withFakeVscode(() => import('../../../../src/services/composer/composer.ts'));

const came = { file: 'came.png', type: 'png', width: 8, height: 8, alpha: false, bytes: 3 } as const;
const tile = { id: '1', state: 'done', picture: came, fitted: { ...came, file: 'fits.png' } } as const;

describe('A picture dragged into the composer', () => {
  it('is the one of two that was dragged', async () => {
    const added: string[] = [];
    const parts = {
      services: { archive: { get: () => ({ tiles: [tile] }), folderOf: () => '/library/r' } },
      file: { write: async () => undefined },
      copies: {
        addFile: async ({ label }: { readonly label: string }) => {
          added.push(label);
          return { ...came, uri: label, label };
        },
      },
      changed: () => undefined,
    };
    const composer = new Composer(
      v.parse(
        v.custom<ComposerParts>(() => true),
        parts,
      ),
      { references: [] },
    );
    const of = { runId: 'r', tileId: '1' };
    await composer.handle({ type: 'composer.addTile', of }, path => path);
    await composer.handle({ type: 'composer.addTile', of: { ...of, original: true } }, path => path);
    assert.deepEqual(added, ['fits.png', 'came.png']);
  });
});
