import assert from 'node:assert/strict';
import { remedies } from '../../../src/images/errors.ts';

function refusedFor(field: string): readonly string[] {
  return remedies({ kind: 'invalid', problems: [{ code: 'slot.model', field }] });
}

describe('remedies', () => {
  it('offer pages of an account only where it has them', () => {
    const quota = ['retry', 'chooseProvider'];
    assert.deepEqual(remedies({ kind: 'quota' }), quota);
    assert.deepEqual(remedies({ kind: 'quota', account: 'openai' }), ['openBilling', ...quota]);
    assert.deepEqual(remedies({ kind: 'quota', account: 'azure' }), ['openBilling', ...quota]);
    const verification = ['chooseModel', 'retry'];
    assert.deepEqual(remedies({ kind: 'verification' }), verification);
    assert.deepEqual(remedies({ kind: 'verification', account: 'azure' }), verification);
    assert.deepEqual(remedies({ kind: 'verification', account: 'openai' }), [
      'openVerification',
      ...verification,
    ]);
  });

  it('of what was refused here lead to what has to be chosen', () => {
    assert.deepEqual(['model', 'provider', 'size', 'place'].map(refusedFor), [
      ['chooseModel'],
      ['chooseProvider'],
      ['openSettings'],
      [],
    ]);
  });
});
