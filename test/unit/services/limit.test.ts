import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/webview/format.ts';
import { happened, settings, withFakeVscode } from '../../support/fakeVscode.ts';

const { libraryLimitBytes } = await withFakeVscode(() => import('../../../src/platform/settings.ts'));
const { askForRoom } = await withFakeVscode(() => import('../../../src/services/askForRoom.ts'));

describe('The limit of the library', () => {
  afterEach(() => settings.clear());

  it('is shown in the sheet and in questions as it was typed', async () => {
    settings.set('library.limitMB', 2048);
    assert.equal(formatBytes(libraryLimitBytes(), 'en'), '2,048 MB');
    happened.messages.splice(0);
    await askForRoom({ evictions: [], pictures: 0, bytes: 0, over: 1 }, libraryLimitBytes());
    assert.match(happened.messages.join(), / limit of 2048 MB/);
  });
});
