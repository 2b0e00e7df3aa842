// Easel's own client.
import { createImagesApi } from '../../../src/api/client.ts';
import { profileFor } from '../../../src/api/providers.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import { uploadBytes } from '../cases.ts';
import { perform, request, type Task } from './task.ts';

function requestOf({ what, source }: Task): ImageRequest {
  const { model, prompt } = request;
  const { route, pictures, stream = false } = what;
  if (stream)
    return { route: 'generations', prompt, parameters: { model, stream, partialImages: pictures - 1 } };
  const parameters = { model, n: pictures };
  if (route === 'generations') return { route, prompt, parameters };
  const image = { path: source, fileName: 'source.png', type: 'png', bytes: uploadBytes } as const;
  return { route, prompt, parameters, images: [image] };
}

await perform(async (task, at) => {
  const { baseUrl, folder } = task;
  const api = createImagesApi({
    profile: profileFor('compatible', baseUrl),
    baseUrl,
    key: 'bench',
    timeoutMs: 600_000,
    userAgent: 'easel-bench',
  });
  const { signal } = new AbortController();
  for await (const event of api.send(requestOf(task), { folder, stem: `run-${at}` }, signal))
    if (event.type === 'failed') throw new Error(event.error.kind);
});
