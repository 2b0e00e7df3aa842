// What suites in a browser share: one browser and one server for all their tests, a sheet for each.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { SheetPort } from '../../src/panel/sheetPort.ts';
import { launchBrowser } from '../vscode/launch/browser.ts';
import { openSheet, serveSheet, type Look, type OpenSheet, type SheetServer } from './page.ts';

/** The sheet of the test that runs. */
export interface ShownSheet {
  readonly page: Page;
  /** Opens it; the one that was open before is ended. */
  show(port: SheetPort, look: Look): Promise<void>;
  /** What the page has complained about so far, where that is what is tested: it fails the test no more. */
  takeComplaints(): readonly string[];
}

/** Registers the hooks of a suite; after each test its page must not have complained. */
export function sheetForEach(): ShownSheet {
  let browser: Browser;
  let server: SheetServer;
  let open: OpenSheet | undefined;
  let taken = 0;
  const end = async (): Promise<void> => {
    const complaints = open?.complaints.slice(taken) ?? [];
    await open?.close();
    open = undefined;
    taken = 0;
    assert.deepEqual(complaints, [], 'the page complained');
  };
  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveSheet()]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
  afterEach(end);
  return {
    get page() {
      assert(open, 'no sheet is shown');
      return open.page;
    },
    show: async (port, look) => {
      await end();
      open = await openSheet(browser, server.origin, port, look);
    },
    takeComplaints: () => {
      const complaints = open?.complaints.slice(taken) ?? [];
      taken += complaints.length;
      return complaints;
    },
  };
}

/** What axe objects to within a part of the page, each with where and why; by default in all of it. */
export async function violations({ page }: Pick<ShownSheet, 'page'>, within?: string): Promise<unknown> {
  await page.evaluate(axe.source);
  const part = within === undefined ? 'document' : JSON.stringify(within);
  return page.evaluate(`axe.run(${part}, { runOnly: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'
  ] }).then(result => result.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)
    + ' ' + node.any.map(check => check.message).join()).join(' | ')))`);
}
