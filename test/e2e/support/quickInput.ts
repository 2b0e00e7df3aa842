// VS Code's quick input: the palette, picks and input boxes.
import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until.ts';

/** The one quick input of a window; its locators match nothing while it is closed. */
export class QuickInput {
  readonly #page: Page;
  readonly root: Locator;
  /** The text field on top. */
  readonly input: Locator;
  /** All rows that are scrolled into view. */
  readonly rows: Locator;
  /** The sentence under the text field: a prompt or what is wrong with the text. */
  readonly message: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('.quick-input-widget:visible');
    this.input = this.root.locator('.quick-input-box input, .quick-input-box textarea').first();
    // Not by their role: it is option in a pick of one and checkbox in a pick of several.
    this.rows = this.root.locator('.monaco-list-row');
    this.message = this.root.locator('.quick-input-message');
  }

  /** The row with these words. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Waits for a row and takes it. */
  async pick(text: string): Promise<void> {
    await this.row(text).click();
  }

  /** Waits for an input box, types and accepts. */
  async enter(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Opens the command palette and waits for a command's row, which comes seconds after the window. */
  async findCommand(title: string): Promise<Locator> {
    const row = this.rows.filter({ hasText: title }).first();
    await until(`the palette shows "${title}"`, async () => {
      if (!(await this.input.isVisible())) await this.#page.keyboard.press('F1');
      // Filled anew every time: an open palette does not take up commands that come later.
      await this.input.fill('>', { timeout: 1000 }).catch(() => undefined);
      await this.input.fill(`>${title}`, { timeout: 1000 }).catch(() => undefined);
      return await row.waitFor({ timeout: 500 }).then(
        () => true,
        () => false,
      );
    });
    return row;
  }
}
