import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { give } from '../support/give.ts';
import { until } from '../support/until.ts';
import { deskScenes, reference } from './deskScenes.ts';
import type { DeskScene } from './fakeComposer.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import type { Look } from './page.ts';
import { sheetForEach, type ShownSheet, violations } from './sheetForEach.ts';
import { scenes } from './scenes.ts';
import { themes } from './themes.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 700, height: 900 };

describe('The composer in a browser', function () {
  this.timeout(60_000);
  let port: FakePort;
  const sheet = sheetForEach();

  const open = async (desk: DeskScene = {}, look: Partial<Look> = {}): Promise<void> => {
    port = fakePort(scenes(Date.now()).slice(0, 3), { desk });
    await sheet.show(port, { ...usual, ...look });
    await composer().waitFor();
  };

  const composer = (): Locator => sheet.page.getByRole('region', { name: 'Ask for pictures' });
  const prompt = (): Locator => composer().getByRole('textbox', { name: 'Prompt' });
  const press = (keys: string): Promise<void> => sheet.page.keyboard.press(keys);
  const called = (name: string): readonly string[] => port.calls.filter(call => call.startsWith(`${name} `));
  const heard = (text: string): Promise<void> =>
    until('it is said aloud', async () => (await sheet.page.locator('#live').textContent()) === text);
  const drafted = (holds: (draft: string) => boolean): Promise<void> =>
    until('the host has the draft', () => holds(called('composer.draft').at(-1) ?? ''));

  /** Presses a button that goes by what it does. */
  const pressAway = async (button: Locator): Promise<void> => {
    await button.focus();
    await press('Enter');
    await button.waitFor({ state: 'detached' });
  };

  for (const theme of themes) {
    for (const name of ['references', 'problems', 'running']) {
      it(`has nothing axe objects to in ${theme.name}: ${name}`, async () => {
        await open(deskScenes[name], { theme });
        await composer().locator('.composer-more summary').click();
        if (name === 'problems') await composer().locator('.size-button').click();
        assert.deepEqual(await violations(sheet, '.composer'), []);
      });
    }
  }

  for (const width of [280, 320, 700, 2000]) {
    it(`fits ${width} px without scrolling sideways`, async () => {
      await open(deskScenes['problems'], { width });
      await composer().locator('.composer-more summary').click();
      await composer().locator('.size-button').click();
      const wanted = Number(await sheet.page.evaluate('document.documentElement.scrollWidth'));
      assert(wanted <= width, `${wanted} px`);
    });
  }

  it('tells the host what is typed, and once', async () => {
    await open();
    await prompt().pressSequentially('a boat');
    await drafted(draft => draft.includes('"prompt":"a boat"'));
    await prompt().press('Enter');
    await drafted(draft => draft.includes(String.raw`"prompt":"a boat\n"`));
    assert.equal(called('composer.run').length, 0);
  });

  it('runs what stands there by Ctrl+Enter, and leaves it selected', async () => {
    await open();
    await prompt().fill('a boat');
    await prompt().press('Control+Enter');
    await until('it runs', () => called('composer.run').length === 1);
    assert.match(called('composer.run')[0] ?? '', /"prompt":"a boat"/);
    await until('the words are selected', async () => (await selected(sheet)) === 'a boat');
  });

  it('runs once however long the keys are held', async () => {
    await open();
    await prompt().fill('a boat');
    await sheet.page.keyboard.down('Control');
    for (let repeat = 0; repeat < 20; repeat++) await sheet.page.keyboard.down('Enter');
    await sheet.page.keyboard.up('Enter');
    await sheet.page.keyboard.up('Control');
    // What is typed is told after all that was pressed.
    await prompt().fill('a boat at sea');
    await drafted(draft => draft.includes('at sea'));
    assert.equal(called('composer.run').length, 1);
  });

  it('runs once by a double click, and by keys pressed twice', async () => {
    await open();
    const ranAfter = async (words: string): Promise<number> => {
      await prompt().fill(words);
      await drafted(draft => draft.includes(words));
      return called('composer.run').length;
    };
    await prompt().fill('a boat');
    await composer().getByRole('button', { name: 'Run', exact: true }).dblclick();
    assert.equal(await ranAfter('a boat at sea'), 1);
    // The second click of two means nothing, also where it would run something else.
    const { mouse } = sheet.page;
    await mouse.down({ clickCount: 2 });
    await mouse.up({ clickCount: 2 });
    assert.equal(await ranAfter('a ship'), 1);
    await sheet.page.evaluate(`for (let press = 0; press < 2; press++)
      document.querySelector('.composer-prompt').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))`);
    assert.equal(await ranAfter('a raft'), 2);
  });

  it('gives the focus to the words each time something else is put there', async () => {
    await open();
    for (const words of ['from a run, 1', 'from a run, 2']) {
      await composer().locator('.size-button').focus();
      port.composer.show();
      await until('the words are there', async () => (await prompt().inputValue()) === words);
      await until('they have the focus', async () => (await focusedName(sheet)) === 'Prompt');
    }
    await until('the host is told', () => called('composer.focused').length === 2);
  });

  it('keeps the focus when the button that had it goes: at the field it mended, else at the words', async () => {
    const wrong = { prompt: 'a boat', parameters: { size: '1500x1000' } };

    await open({ draft: wrong });
    await pressAway(composer().locator('.composer-message button'));
    await focused(composer().locator('.size-button'));
    await pressAway(composer().getByRole('button', { name: 'Clear' }));
    await focused(prompt());
    await open({ draft: wrong });
    await composer().locator('.size-button').click();
    await pressAway(composer().locator('.size-panel .size-problem button'));
    await focused(composer().locator('.size-button'));
    await open(deskScenes['running']);
    await pressAway(composer().getByRole('button', { name: 'Cancel' }));
    await focused(prompt());
  });

  it('brings back what was cleared', async () => {
    await open({ draft: { prompt: 'dear words' } });
    const back = composer().getByRole('button', { name: 'Bring back what stood here before' });
    assert.equal(await back.count(), 0);
    await composer().getByRole('button', { name: 'Clear' }).click();
    await until('the words are gone', async () => (await prompt().inputValue()) === '');
    await back.click();
    await until('they are back', async () => (await prompt().inputValue()) === 'dear words');
  });

  it('reads no more pictures than there is room for, and says so, also aloud', async () => {
    await open({ references: [reference(31, 512, 512, 'images/logo.png')] });
    await give(
      prompt(),
      'drop',
      `for (let at = 0; at < 70; at++) data.items.add(new File(['1'], at + '.png', { type: 'image/png' }))`,
    );
    await until('they are sent', () => called('composer.addFiles').length === 1);
    assert.equal(called('composer.addFiles')[0]?.split(',').length, 15);
    await composer().getByText('No more than 16 pictures').first().waitFor();
    await heard('No more than 16 pictures can go along.');
    const uris = Array.from({ length: 20 }, (_, at) => `file:///w/${at}.png`).join('\\n');
    await give(prompt(), 'drop', `data.setData('text/uri-list', '${uris}')`);
    await until('they are named', () => called('composer.addUris').length === 1);
    assert.equal(called('composer.addUris')[0]?.split(',').length, 15);
    await composer().getByText('No more than 16 pictures').first().waitFor();
    await press('Escape');
    await composer()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await composer().getByText('No more than 16 pictures').first().waitFor({ state: 'hidden' });
  });

  it('says the size that is sent for the first picture while none is set', async () => {
    await open({ references: [reference(31, 3000, 1000, 'images/wide.png')] });
    assert.match(
      (await composer().locator('.size-button').getAttribute('title')) ?? '',
      /^Default: \d+ × \d+, which comes nearest to the first picture$/,
    );
  });

  it('says at the prompt that it is empty instead of running', async () => {
    await open();
    const before = await composer().boundingBox();
    await composer().getByRole('button', { name: 'Run', exact: true }).click();
    await composer().getByText('Say in words').first().waitFor();
    assert.equal(await prompt().getAttribute('aria-invalid'), 'true');
    assert.equal(await focusedName(sheet), 'Prompt');
    assert.deepEqual(await composer().boundingBox(), before);
    assert.equal(called('composer.run').length, 0);
  });

  it('recalls earlier prompts by arrows, and what was typed', async () => {
    await open();
    await prompt().fill('typed');
    await press('Home');
    await press('ArrowUp');
    assert.match(await prompt().inputValue(), /^A friendly robot/);
    await press('ArrowUp');
    assert.match(await prompt().inputValue(), /^Isometric server room/);
    await press('ArrowDown');
    await press('ArrowDown');
    assert.equal(await prompt().inputValue(), 'typed');
  });

  it('shows a problem at its field and mends it by a click, without moving', async () => {
    await open({ draft: { prompt: 'a boat', parameters: { size: '1024x1024' } } });
    const before = await composer().boundingBox();
    await composer().locator('.size-button').click();
    await composer().getByRole('spinbutton', { name: 'Width' }).fill('1000');
    await press('Tab');
    const wrong = composer().getByText('multiples of 16').first();
    await wrong.waitFor();
    await heard('Both edges must be multiples of 16.');
    assert.deepEqual(await composer().boundingBox(), before);
    await composer()
      .getByRole('button', { name: /^Use \d+ × \d+$/ })
      .first()
      .click();
    await wrong.waitFor({ state: 'hidden' });
    await drafted(draft => /"size":"(?!1000x)\d+x\d+"/.test(draft));
  });

  it('offers what the model can do, and says why not the rest', async () => {
    await open({ draft: { prompt: 'a boat', parameters: { model: 'dall-e-2' } } });
    const background = composer().getByRole('combobox', { name: /^Background/ });
    assert.equal(await background.isDisabled(), true);
    assert.match((await background.locator('..').getAttribute('title')) ?? '', /no such setting/);
    const quality = composer().getByRole('combobox', { name: 'Quality' });
    assert.equal(await quality.locator('option[value="high"]').isDisabled(), true);
    assert.equal(await quality.locator('option[value="standard"]').isEnabled(), true);
    await composer().locator('.size-button').click();
    assert.equal(await composer().getByRole('spinbutton', { name: 'Width' }).count(), 0);
  });

  it('chooses a size by keys', async () => {
    await open();
    await composer().locator('.size-button').focus();
    await press('Enter');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    await drafted(draft => draft.includes('"size":"1536x1024"'));
    assert.match(await composer().locator('.size-button').innerText(), /1536 × 1024/);
  });

  it('asks for the models when they are first wanted, and takes an id that no list has', async () => {
    const models = { state: 'known', models: [{ id: 'gpt-image-2' }, { id: 'whisper-1' }] } as const;
    await open({ models });
    assert.equal(called('composer.models').length, 0);
    const model = composer().getByRole('combobox', { name: 'Model' });
    await model.dispatchEvent('pointerdown');
    await model.locator('option[value="gpt-image-2"]').waitFor({ state: 'attached' });
    await model.selectOption({ label: 'Other model…' });
    await composer().getByRole('textbox', { name: 'Model' }).fill('flux-3');
    await press('Enter');
    await drafted(draft => draft.includes('"model":"flux-3"'));
    assert.equal(await focusedName(sheet), 'Model');
  });

  it('moves and removes references by keys', async () => {
    await open(deskScenes['references']);
    const first = composer().getByRole('button', { name: /^1 of 3: images\/logo/ });
    await first.focus();
    await press('Alt+ArrowRight');
    await composer()
      .getByRole('button', { name: /^2 of 3: images\/logo/ })
      .waitFor();
    await until('it is said where it went', async () =>
      /is now 2 of 3/.test((await sheet.page.locator('#live').textContent()) ?? ''),
    );
    await press('Delete');
    await until('two are left', async () => (await composer().locator('.composer-thumb').count()) === 2);
    assert.match(String(await focusedName(sheet)), /Pasted picture/);
  });

  it('takes pictures that are pasted and dropped', async () => {
    await open();
    await give(
      prompt(),
      'paste',
      `data.items.add(new File([new Uint8Array(7)], 'image.png', { type: 'image/png' }))`,
    );
    await give(
      prompt(),
      'drop',
      `data.items.add(new File([new Uint8Array(9)], 'a.webp', { type: 'image/webp' }))`,
    );
    await give(prompt(), 'drop', `data.setData('text/uri-list', 'file:///w/a.png')`);
    await give(
      prompt(),
      'drop',
      `data.setData('application/vnd.easel.tile', JSON.stringify({ runId: 'hero', tileId: '1' }))`,
    );
    await until('the port is called', () => port.calls.length === 4);
    assert.deepEqual(port.calls.toSorted(), [
      'composer.addFiles [":7"]',
      'composer.addFiles ["a.webp:9"]',
      'composer.addTile {"of":{"runId":"hero","tileId":"1"}}',
      'composer.addUris {"uris":["file:///w/a.png"]}',
    ]);
  });

  it('leaves pasted words to the prompt', async () => {
    await open();
    await give(
      prompt(),
      'paste',
      `data.setData('text/plain', 'x'); data.items.add(new File(['1'], 'image.png', { type: 'image/png' }))`,
    );
    await prompt().fill('after');
    await drafted(draft => draft.includes('"prompt":"after"'));
    assert.equal(called('composer.addFiles').length, 0);
  });

  it('cancels the run under way and begins anew', async () => {
    await open(deskScenes['running']);
    await composer().getByRole('button', { name: 'Cancel the run under way' }).click();
    await until('it is cancelled', () => called('composer.cancel').length === 1);
    await composer().getByRole('button', { name: 'Clear' }).click();
    await until('the words are gone', async () => (await prompt().inputValue()) === '');
  });
});

function focused(one: Locator): Promise<void> {
  return until('it has the focus', () => one.evaluate(element => element.matches(':focus')));
}

function selected(sheet: ShownSheet): Promise<unknown> {
  return sheet.page.evaluate(`(() => { const field = document.activeElement;
    return field.value.slice(field.selectionStart, field.selectionEnd); })()`);
}

/** What a screen reader calls what has the focus. */
function focusedName(sheet: ShownSheet): Promise<unknown> {
  return sheet.page.evaluate(`document.activeElement.getAttribute('aria-label')
    ?? document.activeElement.labels?.[0]?.querySelector('.pick-name').textContent`);
}
