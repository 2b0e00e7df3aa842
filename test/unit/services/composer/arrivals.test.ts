import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Services } from '../../../../src/commands/services.ts';
import type { Copies } from '../../../../src/services/composer/copies.ts';
import { withFakeVscode } from '../../../support/fakeVscode.ts';

const { Arrivals } = await withFakeVscode(() => import('../../../../src/services/composer/arrivals.ts'));

const came = { file: 'came.png', type: 'png', width: 8, height: 8, alpha: false, bytes: 3 } as const;
const tile = { id: '1', state: 'done', picture: came, fitted: { ...came, file: 'fits.png' } } as const;

const services = v.parse(
  v.custom<Services>(() => true),
  {
    archive: {
      get: (runId: string) => (runId === 'r' ? { tiles: [tile] } : undefined),
      folderOf: () => '/library/r',
    },
  },
);
const named = async (label: string): Promise<string> => label;
const copies = v.parse(
  v.custom<Copies>(() => true),
  {
    addFile: ({ label }: { readonly label: string }) => named(label),
    addBytes: (_bytes: Uint8Array, label: string) => named(label),
  },
);

describe('A picture that comes into the composer', () => {
  const arrivals = new Arrivals(services, copies);
  const of = { runId: 'r', tileId: '1' };

  it('is the one of two that was dragged, and none where it is gone', async () => {
    const kept = [...arrivals.tile(of), ...arrivals.tile({ ...of, original: true })];
    assert.deepEqual(await Promise.all(kept.map(keep => keep())), ['fits.png', 'came.png']);
    assert.deepEqual(arrivals.tile({ ...of, tileId: '2' }), []);
    assert.deepEqual(arrivals.tile({ ...of, runId: 'gone' }), []);
  });

  it('is known by its name without its folders, and pasted ones have none', async () => {
    const kept = ['C:\\pictures\\boat.png', 'pictures/tree.png', ''].map(name =>
      arrivals.bytes({ name, bytes: new Uint8Array() }),
    );
    assert.deepEqual(await Promise.all(kept.map(keep => keep())), ['boat.png', 'tree.png', 'Pasted picture']);
  });
});
