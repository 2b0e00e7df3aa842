import assert from 'node:assert/strict';
import { until } from '../../../support/until.ts';
import { Rig } from './rig.ts';
import { aRun, drafted } from './samples.ts';

describe('A draft that is started', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  it('may be started again after it was refused', async () => {
    assert.deepEqual([await rig.run(drafted(' ')), await rig.run(drafted('a boat'))], ['refused', 'started']);
    assert.equal((await rig.view()).running, 'run-1');
  });

  it('is left where another was put there before Run was pressed, or before it was taken over', async () => {
    const { epoch } = await rig.view();
    const run = { type: 'composer.run', epoch, draft: drafted('a boat') } as const;
    const settings = Promise.withResolvers<void>();
    rig.outlooks = () => settings.promise;
    const early = rig.send(run);
    rig.outlooks = async () => undefined;
    await rig.composer.useSettings(aRun([]));
    settings.resolve();
    assert.deepEqual([await early, await rig.send(run)], ['left', 'left']);
    assert.deepEqual(rig.wishes, []);
  });

  it('asks for what stood there when Run was pressed', async () => {
    await rig.paste('old.png');
    const { epoch } = await rig.view();
    const server = Promise.withResolvers<void>();
    let asked = false;
    rig.connects = () => {
      asked = true;
      return server.promise;
    };
    const run = rig.run(drafted('a boat'));
    await until('the server is asked', () => asked);
    await rig.send({ type: 'composer.draft', epoch, draft: drafted('something dear') });
    await rig.composer.useSettings(aRun([]));
    server.resolve();
    assert.equal(await run, 'started');
    const [wish] = rig.wishes;
    assert.equal(wish?.prompt, 'a boat');
    assert.deepEqual(
      wish.sources.map(({ label }) => label),
      ['old.png'],
    );
    assert.equal((await rig.view()).draft.prompt, 'of a run');
  });

  it('spends once, and keeps a picture that is taken away until the run has its own copy', async () => {
    await rig.paste('old.png');
    const [old] = (await rig.view()).references;
    const library = Promise.withResolvers<void>();
    rig.starts = () => library.promise;
    const run = rig.run(drafted('a boat'));
    await until('it starts', () => rig.wishes.length > 0);
    assert.equal(await rig.run(drafted('a boat')), 'left');
    await rig.send({ type: 'composer.remove', id: old?.id ?? '' });
    assert.deepEqual(await rig.labels(), []);
    assert.equal((await rig.copies()).length, 1);
    library.resolve();
    await run;
    assert.deepEqual(await rig.copies(), []);
    assert.equal(rig.wishes.length, 1);
  });
});
