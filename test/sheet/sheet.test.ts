import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Run } from '../../src/images/run.ts';
import { until } from '../support/until.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import { hostileDesk, hostileScenes } from './hostileScenes.ts';
import type { Look } from './page.ts';
import { sheetForEach, type ShownSheet, violations } from './sheetForEach.ts';
import { picture, scenes } from './scenes.ts';
import { themes } from './themes.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 700, height: 900 };

describe('The contact sheet in a browser', function () {
  this.timeout(60_000);
  let port: FakePort;
  const sheet = sheetForEach();

  const open = async (look: Partial<Look> = {}, runs = scenes(Date.now())): Promise<void> => {
    port = fakePort(runs);
    await sheet.show(port, { ...usual, ...look });
  };

  const tile = (key: string): Locator => sheet.page.locator(`[data-tile="${key}"]`);
  const heard = (text: string): Promise<void> =>
    until(`"${text}" is said`, async () => (await sheet.page.locator('#live').textContent()) === text);

  /** Rows are drawn near to what is in sight only. */
  const rowOf = async (id: string): Promise<Locator> => {
    const row = sheet.page.locator(`[data-run="${id}"]`);
    await row.scrollIntoViewIfNeeded();
    await row.getByRole('heading').waitFor();
    return row;
  };
  const called = async (expected: readonly string[], after = 0): Promise<void> => {
    const seen = (): readonly string[] => port.calls.slice(after);
    await until('the port is called', () => seen().length >= expected.length);
    assert.deepEqual(seen(), expected);
  };

  /** Some pictures of a run are made once more. */
  const makeAgain = (id: string, which: readonly string[]): void => {
    const before = run(id);
    const tiles = before.tiles.map(one =>
      which.includes(one.id) ? ({ id: one.id, state: 'running' } as const) : one,
    );
    port.change({ ...before, state: 'running', tiles });
  };

  for (const theme of themes) {
    it(`has nothing axe objects to in ${theme.name}`, async () => {
      await open({ theme, height: 6000 });
      await named(tile('hero/2'), 'Save').focus();
      assert.deepEqual(await violations(sheet), []);
    });
  }

  it('has nothing axe objects to while it is empty', async () => {
    await open({}, []);
    assert.deepEqual(await violations(sheet), []);
  });

  for (const width of [280, 320, 700, 2000]) {
    it(`fits ${width} px without scrolling sideways`, async () => {
      await open({ width });
      const wanted = Number(await sheet.page.evaluate('document.documentElement.scrollWidth'));
      assert(wanted <= width, `${wanted} px`);
    });
  }

  for (const width of [280, 320]) {
    it(`fits ${width} px, and a page of some length, whatever servers and people call things`, async () => {
      port = fakePort(hostileScenes(Date.now()), { desk: hostileDesk });
      await sheet.show(port, { ...usual, width });
      await sheet.page.locator('.composer-foot').waitFor();
      for (const id of ['underway', 'unbroken', 'endless', 'refused']) await rowOf(id);
      const extent = async (which: string): Promise<number> =>
        Number(await sheet.page.evaluate(`document.documentElement.scroll${which}`));
      const [wide, high] = [await extent('Width'), await extent('Height')];
      assert(wide <= width, `${wide} px wide`);
      assert(high <= 6000, `${high} px high`);
    });
  }

  it('sends what the buttons say', async () => {
    await open();
    await tile('hero/1').hover();
    for (const name of ['Save', 'Keep', 'Reject', 'Insert Reference', 'Edit…', 'More Like This…']) {
      await named(tile('hero/1'), name).click();
    }
    await sheet.page.getByRole('button', { name: 'Cancel this run' }).first().click();
    await tile('hero/2').getByRole('button', { name: 'Saved to' }).click();
    await named(tile('stopped/2'), 'Retry').click();
    await tile('hero/3').hover();
    await named(tile('hero/3'), 'Keep').click();
    await called([
      'save hero 1',
      'mark [{"runId":"hero","tileId":"1"}] {"verdict":"kept"}',
      'mark [{"runId":"hero","tileId":"1"}] {"verdict":"rejected"}',
      'insert hero 1',
      'edit hero 1',
      'variations hero 1',
      'cancel underway',
      'openSaved hero 2',
      'remedy stopped 2 retry',
      'mark [{"runId":"hero","tileId":"3"}] {"verdict":"none"}',
    ]);
  });

  it('shows what fits first, and acts on what is shown', async () => {
    await open();
    await rowOf('fitted');
    const facts = tile('fitted/2').locator('.facts');
    await facts.getByText('512×512').waitFor();
    await tile('fitted/2').getByText('pixel art of it').waitFor();
    await named(tile('fitted/2'), 'Original').click();
    await facts.getByText('1024×1024').waitFor();
    assert.equal(await named(tile('fitted/2'), 'Original').getAttribute('aria-pressed'), 'true');
    await tile('fitted/2').hover();
    await named(tile('fitted/2'), 'Save').click();
    await named(tile('fitted/2'), 'Fits').click();
    await facts.getByText('512×512').waitFor();
    await named(tile('fitted/2'), 'Replace Source').click();
    // While it is under way the key means nothing.
    await called(['save fitted 2 true', 'replace fitted 2']);
    const replacing = named(tile('fitted/2'), 'Replace Source');
    await until('it is done', async () => (await replacing.getAttribute('aria-disabled')) === null);
    await tile('fitted/2').locator('button.look').focus();
    await sheet.page.keyboard.press('r');
    await named(tile('fitted/1'), 'Undo Replace').click();
    await called(['save fitted 2 true', 'replace fitted 2', 'replace fitted 2', 'undoReplace fitted 1']);
  });

  it('has everything else in a menu, by its button, right click or key, and gives the focus back', async () => {
    await open();
    await tile('hero/1').hover();
    await named(tile('hero/1'), 'More Actions…').click();
    const menu = sheet.page.getByRole('menu');
    await menu.getByRole('menuitem', { name: 'Save As…' }).click();
    await tile('hero/2').locator('img').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Reveal' }).click();
    await tile('hero/2').locator('button.look').focus();
    await sheet.page.keyboard.press('Shift+F10');
    await menu.waitFor();
    assert.deepEqual(await violations(sheet), []);
    for (const key of ['End', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Escape'])
      await sheet.page.keyboard.press(key);
    await menu.waitFor({ state: 'hidden' });
    await until('the focus is back', async () => (await focusedTile(sheet)) === 'hero/2');
    await called(['saveAs hero 1', 'reveal hero 2']);
  });

  it('keeps its menu in sight while runs go on behind it', async () => {
    await open();
    const image = tile('hero/2').locator('img');
    await image.scrollIntoViewIfNeeded();
    await image.click({ button: 'right' });
    const menu = sheet.page.getByRole('menu');
    const lowest = menu.getByRole('menuitem').last();
    const inSight = async (): Promise<boolean> => {
      const box = await lowest.boundingBox();
      return box !== null && box.y + box.height <= usual.height;
    };
    assert.ok(await inSight());
    port.change({ ...run('hero'), prompt: 'Other words' });
    await sheet.page.getByRole('heading', { name: 'Other words' }).waitFor();
    assert.ok(await inSight());
  });

  it('acts on a picture by keys, and moves between pictures by arrows', async () => {
    await open();
    await tile('hero/1').locator('button.look').focus();
    await rowOf('variations');
    await tile('hero/1').locator('button.look').focus();
    for (const key of ['k', 'ArrowRight', 'x', 'ArrowDown', 's', 'd']) await sheet.page.keyboard.press(key);
    await called([
      'mark [{"runId":"hero","tileId":"1"}] {"verdict":"kept"}',
      'mark [{"runId":"hero","tileId":"2"}] {"verdict":"rejected"}',
      'save hero 4',
      'mark [{"runId":"hero","tileId":"4"}] {"discarded":true}',
    ]);
    assert.equal(await focusedTile(sheet), 'variations/1');
    await named(sheet.page.locator('.chosen'), 'Undo').click();
    await called(['mark [{"runId":"hero","tileId":"4"}] {"discarded":false}'], 4);
  });

  it('does once what a key asks for that is held', async () => {
    await open();
    const { keyboard } = sheet.page;
    const hold = async (key: string): Promise<void> => {
      for (let count = 0; count < 4; count++) await keyboard.down(key);
      await keyboard.up(key);
    };
    await tile('hero/1').locator('button.look').focus();
    for (const key of ['s', 'e', 'd', 'Space']) await hold(key);
    await sheet.page.getByRole('region', { name: 'Selected pictures' }).getByText('Selected: 1').waitFor();
    assert.equal(await sheet.page.getByRole('dialog').count(), 0);
    await keyboard.press('Enter');
    await sheet.page.getByRole('dialog').waitFor();
    for (const key of ['s', 'k']) await hold(key);
    await called([
      'save hero 1',
      'edit hero 1',
      'mark [{"runId":"hero","tileId":"1"}] {"discarded":true}',
      'save hero 2',
      'mark [{"runId":"hero","tileId":"2"}] {"verdict":"kept"}',
    ]);
  });

  it('gives the focus to a neighbour when what had it goes, and says what was said of pictures', async () => {
    await open();
    const { page } = sheet;
    const { keyboard } = page;
    const focused = (key: string): Promise<void> =>
      until(`the focus is on ${key}`, async () => (await focusedTile(sheet)) === key);
    const hero = { ...run('hero') };
    const put = (change: (one: Run['tiles'][number]) => Partial<Run['tiles'][number]>): void => {
      Object.assign(hero, { tiles: hero.tiles.map(one => ({ ...one, ...change(one) })) });
      port.change({ ...hero });
    };
    const discard = (id: string): void => put(one => (one.id === id ? { discarded: true } : {}));
    const look = (key: string): Locator => tile(key).locator('button.look');

    // From the menu.
    await look('hero/1').focus();
    await keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Discard' }).click();
    await heard('Discarded: 1');
    discard('1');
    await focused('hero/2');
    // From a picture's own toolbar, and in the viewer.
    await named(tile('hero/2'), 'Keep').focus();
    put(one => (one.id === '2' ? { verdict: 'kept' } : {}));
    await heard('Kept');
    assert.equal(await described(look('hero/2')), 'kept');
    await look('hero/2').press('Enter');
    await page.getByRole('dialog').waitFor();
    discard('2');
    await look('hero/2').waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    await focused('hero/3');
    // From the bar of those that are chosen.
    await keyboard.press('Space');
    await heard('Selected: 1');
    assert.equal(await described(look('hero/3')), 'kept, selected');
    await named(page.locator('.chosen'), 'Clear Selection').press('Enter');
    await focused('hero/3');
    await keyboard.press('Space');
    await named(page.locator('.chosen'), 'Discard').press('Enter');
    await focused('hero/3');
    discard('3');
    await focused('hero/4');
    await named(page.locator('.chosen'), 'Undo').press('Enter');
    await focused('hero/4');
    // With all of the run.
    await rowOf('variations');
    await named(page.locator('[data-run="hero"]'), 'Delete This Run…').focus();
    port.tell({ removed: 'hero' });
    await focused('variations/1');
    await page.getByRole('searchbox').fill('submarine');
    await named(page.locator('.found-nothing'), 'Clear Filter').press('Enter');
    await until('the search has the focus', async () =>
      page.getByRole('searchbox').evaluate(element => element.matches(':focus')),
    );
  });

  it('keeps the focus in a run whose pictures are asked for again', async () => {
    await open();
    const retry = named(await rowOf('refused'), 'Wait and Retry');
    await retry.press('Enter');
    makeAgain('refused', ['1']);
    await retry.waitFor({ state: 'detached' });
    await until('its title has the focus', async () =>
      sheet.page.locator('[data-run="refused"] h2').evaluate(title => title.matches(':focus')),
    );
    // What the next keys would do to a picture of another run.
    for (const key of ['k', 'x', 'd']) await sheet.page.keyboard.press(key);
    await rowOf('stopped');
    await named(tile('stopped/2'), 'Retry').press('Enter');
    makeAgain('stopped', ['2']);
    await until('the one before has the focus', async () => (await focusedTile(sheet)) === 'stopped/1');
    await called(['remedy refused 1 waitAndRetry', 'remedy stopped 2 retry']);
  });

  it('does things with several pictures that are chosen together', async () => {
    await open();
    await tile('hero/1').locator('button.look').focus();
    for (const key of ['Space', 'ArrowRight', 'Space']) await sheet.page.keyboard.press(key);
    const bar = sheet.page.getByRole('region', { name: 'Selected pictures' });
    await bar.getByText('Selected: 2').waitFor();
    assert.deepEqual(await violations(sheet), []);
    await named(bar, 'Save').click();
    await named(bar, 'Delete…').click();
    await tile('hero/2').getByRole('checkbox').click();
    await bar.getByText('Selected: 1').waitFor();
    await named(bar, 'Clear Selection').click();
    await bar.waitFor({ state: 'hidden' });
    const both = '[{"runId":"hero","tileId":"1"},{"runId":"hero","tileId":"2"}]';
    await called([`saveMany ${both}`, `delete ${both}`]);
  });

  it('shows what passes the filter, and says so when nothing does', async () => {
    await open();
    const shown = async (): Promise<string[]> =>
      sheet.page.locator('.tile').evaluateAll(tiles => tiles.map(one => one.getAttribute('data-tile') ?? ''));
    const bar = sheet.page.getByRole('search');
    await bar.getByLabel('Show which pictures').selectOption('Kept');
    await until('one is left', async () => (await shown()).join() === 'hero/3');
    await bar.getByText('Pictures: 1 of').waitFor();
    assert.match((await tile('hero/3').locator('img').getAttribute('alt')) ?? '', /^Picture 3 of 4/);
    await tile('hero/3').getByRole('checkbox', { name: 'Select picture 3' }).waitFor();
    await bar.getByLabel('Show which pictures').selectOption('Saved');
    await until('the saved one is left', async () => (await shown()).join() === 'hero/2');
    await bar.getByRole('searchbox').fill('submarine');
    await sheet.page.getByText('No picture passes this filter.').waitFor();
    assert.deepEqual(await violations(sheet), []);
    await named(sheet.page.locator('.found-nothing'), 'Clear Filter').click();
    await bar.getByRole('searchbox').fill('WORKBENCH greenhouse');
    await until('the hero is left', async () => (await shown()).every(one => one.startsWith('hero/')));
  });

  it('says by the pixels that transparency did not come, and offers a model that gives it', async () => {
    await open();
    await rowOf('variations');
    await tile('variations/2').getByText('a checkerboard is painted instead').waitFor();
    await named(tile('variations/2'), 'Retry with gpt-image-2.6-flare').click();
    await called(['retryAlpha variations 2']);
  });

  it('says what asking again costs before it is pressed', async () => {
    await open();
    const again = (await rowOf('hero')).getByRole('button', { name: 'Run Again' });
    assert.equal(await again.getAttribute('title'), 'Run Again: about $0.25');
    const unpriced = (await rowOf('variations')).getByRole('button', { name: 'Run Again' });
    assert.equal(await unpriced.getAttribute('title'), 'Run Again');
  });

  it('moves while it works, and not for people who want no motion', async () => {
    await open();
    const { page } = sheet;
    const moving = (): Promise<unknown> =>
      page.evaluate(`[
        ['[data-tile="underway/3"] .frame', '::before'],
        ['.under-way .spin', null],
      ].map(([selector, part]) => getComputedStyle(document.querySelector(selector), part).animationName)`);
    const fading = (): Promise<unknown> =>
      page.evaluate(`['.actions', '.run-actions'].map(selector =>
        getComputedStyle(document.querySelector(selector)).transitionProperty)`);
    assert.deepEqual(
      [await moving(), await fading()],
      [
        ['none', 'none'],
        ['none', 'none'],
      ],
    );
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.deepEqual(
      [await moving(), await fading()],
      [
        ['shimmer', 'spin'],
        ['opacity', 'opacity'],
      ],
    );
    await page.evaluate(`document.body.classList.add('vscode-reduce-motion')`);
    assert.deepEqual(
      [await moving(), await fading()],
      [
        ['none', 'none'],
        ['none', 'none'],
      ],
    );
  });

  it('takes over what a run asked for, asks again, and deletes', async () => {
    await open();
    const row = sheet.page.locator('[data-run="hero"]');
    await row.hover();
    for (const name of ['Use These Settings', 'Run Again', 'Delete This Run…'])
      await named(row, name).click();
    await called(['useSettings hero', 'runAgain hero', 'deleteRun hero']);
  });

  it('shows entries that cannot be read beside the others', async () => {
    port = fakePort(scenes(Date.now()));
    const broken = { ...port, damaged: () => [{ id: 'd', reason: 'unreadable', startedAt: 1 }] as const };
    await sheet.show(broken, usual);
    await sheet.page.getByText('This entry cannot be read').waitFor();
    await named(sheet.page.locator('.damaged'), 'Delete this entry…').click();
    await called(['deleteRun d']);
  });

  it('says of a run with odd values that it cannot be shown, and shows all others', async () => {
    const odd: Readonly<Record<string, object>> = {
      time: { startedAt: 1e16 },
      format: { parameters: { outputFormat: 7 } },
      size: { parameters: { size: ['1024x1024'] } },
      tile: { tiles: [{ id: '1', state: 'done', picture: { ...picture(1, 64, 64), type: 7 } }] },
      echo: { echo: { size: 7 }, parameters: {} },
    };
    const runs = Object.entries(odd).map(([id, values]) => ({ ...run('hero'), id, ...values }));
    await open({ height: 3000 }, [...runs, run('hero')]);
    await tile('hero/1').locator('.picture').waitFor();
    const undrawable = sheet.page.getByRole('article', { name: 'cannot be shown' });
    const ids = async (): Promise<string[]> =>
      undrawable.evaluateAll(all => all.map(one => one.getAttribute('data-run') ?? ''));
    assert.deepEqual(await ids(), ['time', 'format', 'size', 'tile']);
    assert.equal(await sheet.page.locator('.run').count(), runs.length + 1);
    assert.deepEqual(await violations(sheet), []);
    await named(undrawable.first(), 'Delete this entry…').click();
    await called(['deleteRun time']);
    // Drawn again, it is complained about no more.
    port.change({ ...run('hero'), ...odd['time'], id: 'time' });
    port.tell({ removed: 'format' });
    await until('one is gone', async () => (await ids()).join() === 'time,size,tile');
    const complaints = sheet.takeComplaints();
    assert.equal(complaints.length, 4);
    assert.match(complaints.join('\n'), /^a run cannot be drawn \(time\): RangeError/);
  });

  it('drags a picture as itself, and as nothing that others would take', async () => {
    await open();
    await tile('hero/1').locator('img').waitFor();
    const data = await sheet.page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      const image = document.querySelector('[data-tile="hero/1"] img');
      image.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
      return dataTransfer.types.map(type => type + ' ' + dataTransfer.getData(type));
    })()`);
    assert.deepEqual(data, ['application/vnd.easel.tile {"runId":"hero","tileId":"1"}']);
  });

  it('offers one way out for a run whose pictures failed alike', async () => {
    await open();
    const row = await rowOf('nokey');
    assert.equal(await row.getByText('No API key is stored').count(), 1);
    await named(row, 'Set API Key…').click();
    await until('the port is called', () => port.calls.length > 0);
    assert.deepEqual(port.calls, ['remedy nokey 1 setApiKey']);
  });

  it('is two Tab stops a picture, itself and its toolbar with arrows inside', async () => {
    await open();
    await named(tile('hero/1'), 'Save').focus();
    await sheet.page.keyboard.press('ArrowRight');
    await sheet.page.keyboard.press('Enter');
    await sheet.page.keyboard.press('Tab');
    assert.equal(await focusedTile(sheet), 'hero/2');
    await sheet.page.keyboard.press('Shift+Tab');
    await sheet.page.keyboard.press('Home');
    await sheet.page.keyboard.press('Enter');
    await called(['mark [{"runId":"hero","tileId":"1"}] {"verdict":"kept"}', 'save hero 1']);
  });

  it('keeps a frame where it is when its picture comes, and says so', async () => {
    await open();
    const before = await tile('underway/3').locator('.frame').boundingBox();
    const underway = run('underway');
    const arrived = { id: '3', state: 'done', picture: picture(13, 1024, 1024) } as const;
    port.change({ ...underway, tiles: underway.tiles.map(one => (one.id === '3' ? arrived : one)) });
    await tile('underway/3').locator('img').waitFor();
    assert.deepEqual(await tile('underway/3').locator('.frame').boundingBox(), before);
    await heard('Picture 3 of 4 ready');
  });

  it('keeps the frames of a run whose size nobody knew as they began, until it is out of sight', async () => {
    await open();
    const { size: _, ...parameters } = run('underway').parameters;
    const queued = ['1', '2'].map(id => ({ id, state: 'running' }) as const);
    const began: Run = { ...run('underway'), id: 'auto', startedAt: Date.now(), parameters, tiles: queued };
    port.change(began);
    const frames = async (): Promise<unknown[]> =>
      Promise.all(['1', '2'].map(id => tile(`auto/${id}`).locator('.frame').boundingBox()));
    await tile('auto/2').waitFor();
    const before = await frames();
    const [first, second] = [picture(1, 1536, 1024), picture(2, 1536, 1024)];
    port.change({
      ...began,
      echo: { size: '1536x1024' },
      tiles: queued.map(one => ({ ...one, partial: first })),
    });
    await tile('auto/1').locator('img').waitFor();
    assert.deepEqual(await frames(), before);
    const done: Run = {
      ...began,
      state: 'done',
      echo: { size: '1536x1024' },
      tiles: [
        { id: '1', state: 'done', picture: first },
        { id: '2', state: 'done', picture: second },
      ],
    };
    port.change(done);
    await tile('auto/2').locator('.actions').waitFor({ state: 'attached' });
    assert.deepEqual(await frames(), before);
    const box = await tile('auto/1').locator('img').boundingBox();
    assert(box && Math.abs(box.width / box.height - 1.5) < 0.01, 'all of the picture is in its frame');
    // New ones come on top, and it is far below.
    for (let at = 1; at <= 8; at++) port.change({ ...began, id: `later${at}`, startedAt: Date.now() + at });
    await until('the row is away', async () =>
      sheet.page.locator('[data-run="auto"]').evaluate(row => row.matches('.away')),
    );
    await rowOf('auto');
    const later = await tile('auto/1').locator('.frame').boundingBox();
    assert(later && Math.abs(later.width / later.height - 1.5) < 0.02, 'the frame has the picture’s shape');
  });

  it('puts a new run on top', async () => {
    await open();
    port.change({ ...run('underway'), id: 'newer', prompt: 'Newer', startedAt: Date.now() });
    await until(
      'the new run is first',
      async () => (await sheet.page.locator('h2').first().textContent()) === 'Newer',
    );
    await heard('Started; pictures to come: 4');
  });

  it('copies a picture as PNG, whatever it is', async () => {
    await open();
    await tile('hero/1').hover();
    await named(tile('hero/1'), 'More Actions…').click();
    await sheet.page.getByRole('menuitem', { name: 'Copy Image' }).click();
    await heard('Image copied');
    const types = await sheet.page.evaluate('navigator.clipboard.read().then(items => items[0].types)');
    assert.deepEqual(types, ['image/png']);
  });

  it('says that a file is gone instead of offering it', async () => {
    await open();
    await rowOf('offline');
    await tile('offline/2').scrollIntoViewIfNeeded();
    await tile('offline/2').getByText('file is missing').waitFor();
    assert.equal(await tile('offline/2').getByRole('button').count(), 0);
  });

  it('unfolds a prompt that does not fit, and no other', async () => {
    await open();
    const row = sheet.page.locator('article', { hasText: 'Wide hero' });
    await named(row, 'Show full prompt').click();
    await named(row, 'Show less').waitFor();
    await row.getByText('light from the upper right').waitFor();
    const cut = await sheet.page.evaluate(
      `[...document.querySelectorAll('.open .clamp')].some(one => one.scrollHeight > one.clientHeight + 1)`,
    );
    assert.equal(cut, false);
    assert.equal(
      await named(sheet.page.locator('article', { hasText: 'ferns' }), 'Show full prompt').count(),
      0,
    );
  });
});

function named(where: Locator, name: string): Locator {
  return where.getByRole('button', { name, exact: true });
}

function run(id: string): Run {
  const found = scenes(Date.now()).find(one => one.id === id);
  assert(found);
  return found;
}

/** The description that a screen reader says after the name. */
async function described(button: Locator): Promise<string | null> {
  const id = (await button.getAttribute('aria-describedby')) ?? '';
  return button.page().locator(`[id="${id}"]`).textContent();
}

async function focusedTile(sheet: ShownSheet): Promise<unknown> {
  return sheet.page.evaluate('document.activeElement.closest("[data-tile]")?.dataset.tile');
}
