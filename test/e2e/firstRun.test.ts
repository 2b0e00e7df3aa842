import { newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('the first run', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({
      settings: { 'easel.provider': undefined },
      environment: { ...process.env, OPENAI_API_KEY: '' },
    });
  });
  after(() => workbench?.close());

  it('offers three ways before anything can fail, and goes on with the chosen one', async () => {
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.row('Enter an OpenAI key').waitFor();
    await workbench.quickInput.row('platform.openai.com/api-keys').waitFor();
    await workbench.quickInput.row('Use a compatible server').waitFor();
    await workbench.screenshot('first-run');
    await workbench.quickInput.row('Try offline with placeholders').click();
    await workbench.quickInput.root.getByPlaceholder('Describe the picture').waitFor();
    await workbench.quickInput.enter('a first picture');
    await picturesOf(newestRun(workbench)).waitFor();
  });
});
