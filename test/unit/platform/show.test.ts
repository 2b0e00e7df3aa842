import assert from 'node:assert/strict';
import { withFakeVscode } from '../../support/fakeVscode.ts';

describe('Labels of picks', () => {
  it('have no icons but ours, whatever a file is called', async () => {
    const { iconLabel, plainLabel } = await withFakeVscode(() => import('../../../src/platform/show.ts'));
    assert.equal(plainLabel('images/$(trash).png'), 'images/$ (trash).png');
    assert.equal(iconLabel('sparkle', 'Generate $(trash)/a\n.png'), '$(sparkle) Generate $ (trash)/a .png');
  });
});
