import assert from 'node:assert/strict';
import { capabilitiesOf } from '../../../src/images/models.ts';
import { retirementOf } from '../../../src/images/retired.ts';

describe('retired models', () => {
  for (const model of ['gpt-image-1', 'dall-e-2', 'dall-e-3', 'gpt-image-1.5', 'gpt-image-1-mini']) {
    it(`${model} has a replacement that lives and is known`, () => {
      const retirement = retirementOf(model);
      assert.match(retirement?.endsOn ?? '', /^2026-\d\d-\d\d$/);
      assert.equal(retirementOf(retirement?.replacement), undefined);
      assert.notEqual(capabilitiesOf(retirement?.replacement).family, 'unknown');
    });
  }

  it('leaves living and unknown ones alone', () => {
    for (const model of ['gpt-image-2.5-flare', 'gpt-image-2', 'flux', undefined]) {
      assert.equal(retirementOf(model), undefined);
    }
  });
});
