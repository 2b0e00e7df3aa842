// The floor where there is no curl: base64 from a server into files, nothing else. JavaScript, to start at once.
import { createReadStream, createWriteStream } from 'node:fs';
import { request } from 'node:http';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';

const [url = '', count = '1', upload = ''] = process.argv.slice(2);

/** @param {AsyncIterable<Buffer>} source */
async function* decoded(source) {
  let rest = '';
  for await (const chunk of source) {
    const text = rest + chunk.toString('latin1');
    const whole = text.length - (text.length % 4);
    rest = text.slice(whole);
    yield Buffer.from(text.slice(0, whole), 'base64');
  }
}

/** @param {number} at */
async function once(at) {
  const sent = request(url, { method: upload === '' ? 'GET' : 'POST' });
  const answer = new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject));
  if (upload === '') sent.end();
  else await pipeline(createReadStream(upload), sent);
  await pipeline(await answer, decoded, createWriteStream(String(at + 1)));
}

await Promise.all(Array.from({ length: Number(count) }, (_none, at) => once(at)));
process.exit();
