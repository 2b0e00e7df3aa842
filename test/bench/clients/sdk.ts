// The official SDK, used as its own examples do.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import OpenAI from 'openai';
import { perform, request, type Task } from './task.ts';

type Save = (text: string | undefined) => Promise<void>;

async function streamed(client: OpenAI, { what }: Task, save: Save): Promise<void> {
  const partials = what.pictures - 1;
  const events = await client.images.generate({ ...request, stream: true, partial_images: partials });
  for await (const event of events) await save(event.b64_json);
}

async function whole(client: OpenAI, { what, source }: Task, save: Save): Promise<void> {
  const asked = { ...request, n: what.pictures };
  const { data = [] } =
    what.route === 'generations'
      ? await client.images.generate(asked)
      : await client.images.edit({ ...asked, image: createReadStream(source) });
  for (const { b64_json: text } of data) await save(text);
}

await perform(async (task, at) => {
  const client = new OpenAI({ apiKey: 'bench', baseURL: task.baseUrl, maxRetries: 0 });
  let count = 0;
  const save: Save = async text => {
    const path = join(task.folder, `run-${at}-${count++}.png`);
    await writeFile(path, Buffer.from(text ?? '', 'base64'));
  };
  await (task.what.stream === true ? streamed : whole)(client, task, save);
});
