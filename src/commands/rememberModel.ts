import { setUserSetting } from '../platform/settings.ts';
import type { Services } from './services.ts';

/** Makes a model the one for a base URL, so that it never goes to another server by accident. */
export async function rememberModel(services: Services, baseUrl: string, model: string): Promise<void> {
  const { models } = services.memory;
  await models.set({ ...models.get(), [baseUrl]: model });
  await setUserSetting('model', model);
}
