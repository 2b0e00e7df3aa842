import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Connection, Services } from '../../../src/commands/services.ts';
import type { ErrorRecord } from '../../../src/images/errors.ts';
import { happened, typing, withFakeVscode } from '../../support/fakeVscode.ts';

const { pickModel } = await withFakeVscode(() => import('../../../src/commands/model.ts'));
const { perform } = await withFakeVscode(() => import('../../../src/commands/remedies.ts'));

/** Nothing of them is needed here; what were needed would fail. */
const services = v.parse(
  v.custom<Services>(() => true),
  {},
);

const azure: Connection = {
  provider: 'azure',
  baseUrl: 'https://x.openai.azure.com/openai/v1',
  host: 'x.openai.azure.com',
  official: false,
  api: {
    label: { id: 'azure', label: 'Azure OpenAI', offline: false },
    hasVariations: false,
    streams: true,
    lacksFormats: [],
    defaults: {},
    send: () => assert.fail('sent'),
  },
  model: 'mine',
  check: () => assert.fail('checked'),
  listModels: () => assert.fail('the base models of the resource are no deployments'),
};

describe('Choosing a model on Azure', () => {
  beforeEach(() => happened.questions.splice(0));

  it('asks for the name of a deployment and lists nothing', async () => {
    typing.text = ' other ';
    assert.equal(await pickModel(services, azure, 'mine'), 'other');
    assert.deepEqual(happened.questions, ['Name of the Deployment: mine']);
  });

  it('takes no name for leaving it', async () => {
    typing.text = '';
    assert.equal(await pickModel(services, azure, undefined), undefined);
    assert.deepEqual(happened.questions, ['Name of the Deployment: ']);
  });
});

async function openedFor(
  remedy: 'openBilling' | 'openVerification',
  more: Partial<ErrorRecord>,
): Promise<readonly string[]> {
  await perform(services, remedy, { kind: 'quota', ...more });
  return happened.pages.splice(0);
}

describe('Pages of an account', () => {
  it('are those of who sends the bill', async () => {
    const openai = 'https://platform.openai.com/settings/organization';
    assert.deepEqual(await openedFor('openBilling', { account: 'openai' }), [`${openai}/billing`]);
    assert.deepEqual(await openedFor('openVerification', { account: 'openai' }), [`${openai}/general`]);
    assert.deepEqual(await openedFor('openBilling', { account: 'azure' }), ['https://portal.azure.com/']);
    assert.deepEqual(await openedFor('openBilling', {}), []);
  });
});
