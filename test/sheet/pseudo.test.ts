import assert from 'node:assert/strict';
import { capabilitiesOf } from '../../src/images/models.ts';
import type { Run } from '../../src/images/run.ts';
import { englishStrings, type SheetStrings } from '../../src/protocol/strings.ts';
import { outlook } from './fakeComposer.ts';
import { fakePort, type FakeOptions } from './fakePort.ts';
import { sheetForEach, type ShownSheet } from './sheetForEach.ts';
import { scenes } from './scenes.ts';
import { themes } from './themes.ts';

const [theme] = themes;
assert(theme);

/** As that language says what is no text of the page's own. */
function say(text: string): string {
  return `⟦${text}⟧`;
}

/** A language nobody speaks, in which every text of ours stands between marks. */
function pseudo(): SheetStrings {
  const strings: Record<keyof SheetStrings, string> = { ...englishStrings };
  for (const key of Object.keys(strings).filter(isKey)) strings[key] = `⟦${strings[key]}⟧`;
  return strings;
}

function isKey(key: string): key is keyof SheetStrings {
  return key in englishStrings;
}

/** Data between marks too, so that what is left is what somebody wrote into a view. */
function marked(runs: readonly Run[]): readonly Run[] {
  return runs.map(run => ({
    ...run,
    prompt: run.prompt && `⟦${run.prompt}⟧`,
    provider: { ...run.provider, label: `⟦${run.provider.label}⟧` },
    parameters: {
      ...run.parameters,
      ...(run.parameters.model ? { model: `⟦${run.parameters.model}⟧` } : {}),
    },
    sources: run.sources.map(source => ({ ...source, label: `⟦${source.label}⟧` })),
    tiles: run.tiles.map(tile => ({
      ...tile,
      ...(tile.direction ? { direction: `⟦${tile.direction}⟧` } : {}),
      ...(tile.saved ? { saved: tile.saved.map(({ uri, label }) => ({ uri, label: `⟦${label}⟧` })) } : {}),
      ...(tile.error?.serverMessage
        ? { error: { ...tile.error, serverMessage: `⟦${tile.error.serverMessage}⟧` } }
        : {}),
    })),
  }));
}

/** Everything a person can read or hear: texts, names, tooltips, placeholders. */
const readAll = `(() => {
  const found = [];
  const visit = node => {
    if (node.nodeType === Node.TEXT_NODE) return found.push(node.data);
    if (!(node instanceof Element) || ['SCRIPT', 'STYLE', 'KBD'].includes(node.tagName)) return;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
      if (node.hasAttribute(name)) found.push(node.getAttribute(name));
    node.childNodes.forEach(visit);
  };
  visit(document.body);
  return found;
})()`;

/** Text without what stands between marks, also marks in marks, and marks whose end was cut off. */
function bare(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return rest.replace(/⟦[^⟦⟧]*$/, '');
}

/** The API's own words, which are shown as they are sent. */
const apiWords = new Set(
  ['gpt-image-2.6-flare', 'gpt-image-2', 'dall-e-3', 'gpt-image-1.5'].flatMap(model => {
    const { qualities, formats, backgrounds, styles, complexities, fidelities } = capabilitiesOf(model);
    return [qualities, formats, backgrounds, styles, complexities, fidelities].flatMap(words => words ?? []);
  }),
);

/** What no language says otherwise, and what the browser's own Intl wrote: formats, units, money, times. */
const neutral =
  /\b(PNG|JPEG|WEBP|GIF|SVG|kB|MB|bytes?|AM|PM|px|m|s|\d+[ms]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|at)\b/g;

async function hardCoded(sheet: ShownSheet): Promise<readonly string[]> {
  const texts: unknown = await sheet.page.evaluate(readAll);
  assert(Array.isArray(texts));
  return texts
    .map(String)
    .filter(text => !apiWords.has(text.trim()) && /\p{L}{2}/u.test(bare(text).replace(neutral, '')));
}

describe('A contact sheet in a language nobody speaks', function () {
  this.timeout(120_000);
  const sheet = sheetForEach();

  const open = async (runs: readonly Run[], options: FakeOptions = {}): Promise<void> => {
    const label = { id: 'openai', label: '⟦OpenAI⟧', offline: false };
    const desk = { outlook: { host: '⟦host⟧', traits: { ...outlook.traits, label } } };
    const port = fakePort(marked(runs), { ...options, strings: pseudo(), say, desk });
    await sheet.show(port, { theme, width: 900, height: 8000 });
  };

  it('has no text that was written into a view', async () => {
    await open(scenes(Date.now()));
    assert.deepEqual(await hardCoded(sheet), []);
  });

  it('has none while it is empty, or while pictures are chosen', async () => {
    await open([]);
    assert.deepEqual(await hardCoded(sheet), []);
    await open(scenes(Date.now()));
    await sheet.page.locator('[data-tile="hero/1"]').hover();
    await sheet.page.locator('[data-tile="hero/1"] .chooser').click();
    await sheet.page.locator('.chosen').waitFor();
    assert.deepEqual(await hardCoded(sheet), []);
  });

  it('has none in the menu and in the viewer', async () => {
    await open(scenes(Date.now()));
    const look = sheet.page.locator('[data-tile="hero/1"] button.look');
    await look.click({ button: 'right' });
    await sheet.page.getByRole('menu').waitFor();
    assert.deepEqual(await hardCoded(sheet), []);
    await sheet.page.keyboard.press('Escape');
    for (const key of ['Enter', 'c', 'p']) {
      await look.focus();
      await sheet.page.keyboard.press(key);
      await sheet.page.getByRole('dialog').waitFor();
      assert.deepEqual(await hardCoded(sheet), [], key);
      await sheet.page.keyboard.press('Escape');
      await sheet.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
