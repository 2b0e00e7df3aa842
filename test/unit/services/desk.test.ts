import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Composer } from '../../../src/services/composer/composer.ts';
import { withFakeVscode } from '../../support/fakeVscode.ts';

const { Desk } = await withFakeVscode(() => import('../../../src/services/desk.ts'));

const composer = v.parse(
  v.custom<Composer>(() => true),
  { handle: async () => 'handled', close: async () => undefined },
);

describe('The desk', () => {
  it('is opened once, and tried again after it could not be', async () => {
    let tries = 0;
    const desk = new Desk(async () => {
      if (++tries === 1) throw new Error('the disk is away');
      return composer;
    });
    const handle = (): Promise<unknown> => desk.handle({ type: 'composer.clear' }, path => path);
    await assert.rejects(handle(), /the disk is away/);
    assert.deepEqual(await Promise.all([handle(), handle()]), ['handled', 'handled']);
    assert.equal(tries, 2);
    await desk.close();
  });
});
