import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/** Pastes or drops data on an element; `fill` is script of the page that puts it into `data`, a `DataTransfer`. */
export async function give(target: Locator, how: 'paste' | 'drop', fill: string): Promise<void> {
  const handle = await target.elementHandle();
  const frame = await handle?.ownerFrame();
  assert(frame);
  const [event, member] = how === 'paste' ? ['Clipboard', 'clipboardData'] : ['Drag', 'dataTransfer'];
  await target.focus();
  // What has the focus is the target: a function of ours would need the page's types.
  await frame.evaluate(`(async () => {
    const element = document.activeElement;
    const data = new DataTransfer();
    ${fill};
    element.dispatchEvent(
      new ${event}Event('${how}', { ${member}: data, bubbles: true, cancelable: true }));
  })()`);
}
