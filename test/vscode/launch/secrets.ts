// VS Code's page keeps secrets encrypted and asks its server for a part of the key. This server knows no such request,
// so that every saved key would be lost with a reload: somebody has to answer in its place.
import type { BrowserContext } from 'playwright-core';

/** The path at which the page asks, by POST. */
export const mintKeyPath = '/mint-key';

/** Answers with the same 32 bytes every time, for tests: what they save is no secret. */
export async function keepSecrets(context: BrowserContext): Promise<void> {
  await context.route(`**${mintKeyPath}`, route => route.fulfill({ body: Buffer.alloc(32, 7) }));
}
