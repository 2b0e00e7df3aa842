import assert from 'node:assert/strict';
import { emptyDesk } from '../../../../src/library/deskFile.ts';
import { KeptDesk } from '../../../../src/services/composer/keptDesk.ts';
import { outlook } from '../../../sheet/fakeComposer.ts';
import { withFakeVscode } from '../../../support/fakeVscode.ts';
import { drafted } from './samples.ts';

const { Drafting } = await withFakeVscode(() => import('../../../../src/services/composer/drafting.ts'));

describe('A draft that arrives', () => {
  const parts = {
    file: { write: async () => undefined },
    changed: () => undefined,
    log: { warn: (line: string) => assert.fail(line) },
  };
  let desk: KeptDesk;
  let settings: Promise<void>;

  beforeEach(() => {
    desk = new KeptDesk(parts, emptyDesk);
    settings = Promise.resolve();
  });
  afterEach(() => desk.save());

  const drafting = (): InstanceType<typeof Drafting> =>
    new Drafting(desk, { outlook: () => settings.then(() => ({ outlook })) });

  it('is never put back when another was put there in the meantime', async () => {
    const late = drafting().take({ epoch: desk.epoch, draft: drafted('late') });
    await desk.put({ draft: drafted('of a run'), references: [] }, 'wordsChange');
    await late;
    assert.equal(desk.state.draft?.prompt, 'of a run');
  });

  it('is the newest, whichever is looked at first', async () => {
    const slow = Promise.withResolvers<void>();
    const drafts = drafting();
    settings = slow.promise;
    const older = drafts.take({ epoch: desk.epoch, draft: drafted('older') });
    settings = Promise.resolve();
    await drafts.take({ epoch: desk.epoch, draft: drafted('newer') });
    slow.resolve();
    await older;
    assert.equal(drafts.draft.prompt, 'newer');
  });
});
