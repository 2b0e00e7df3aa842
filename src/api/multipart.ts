import { open, type FileHandle } from 'node:fs/promises';
import type { ReadStream } from 'node:fs';
import FormData from 'form-data';
import { ImageError } from '../images/errors.ts';
import { mimeOf } from '../images/picture.ts';
import type { ImageRequest, Upload } from '../images/request.ts';
import type { FieldValue } from './fields.ts';
import type { MaskField } from './maskField.ts';
import { codeOf } from './transport.ts';
import type { OutgoingBody } from './body.ts';

type Part = readonly [field: string, upload: Upload];

/** The files of a request with the names of their parts, in order (api-contract §3). */
function partsOf(request: ImageRequest, maskField: MaskField): readonly Part[] {
  if (request.route === 'generations') return [];
  if (request.route === 'variations') return [['image', request.image]];
  const image = request.images.length === 1 ? 'image' : 'image[]';
  return [
    ...request.images.map((upload): Part => [image, upload]),
    ...(request.mask ? [[maskField, request.mask] as const] : []),
    ...(request.markup ? [['markup', request.markup] as const] : []),
  ];
}

/**
 * A multipart body whose files are streamed from disk. Good for one attempt: a form cannot be sent twice.
 * @throws ImageError `source` when a file cannot be read
 */
export async function multipartBody(
  request: ImageRequest,
  fields: readonly (readonly [string, FieldValue])[],
  maskField: MaskField,
): Promise<OutgoingBody> {
  const form = new FormData();
  const streams: ReadStream[] = [];
  const dispose = (): void => {
    // form-data forgets the streams it holds when it is destroyed, and with them their open files.
    for (const stream of streams) stream.destroy();
  };
  try {
    // Text first: some servers decide by it what to do with the files.
    for (const [name, value] of fields)
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    for (const [field, upload] of partsOf(request, maskField)) {
      const { stream, bytes } = await openUpload(upload);
      streams.push(stream);
      form.append(field, stream, {
        filename: upload.fileName,
        contentType: mimeOf[upload.type],
        knownLength: bytes,
      });
    }
    const length = form.getLengthSync();
    return { content: form, headers: { ...form.getHeaders(), 'content-length': String(length) }, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

async function openUpload(upload: Upload): Promise<{ readonly stream: ReadStream; readonly bytes: number }> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(upload.path, 'r');
    const stat = await handle.stat();
    const bytes = stat.size;
    if (!stat.isFile()) throw unreadable(upload, 'not a file');
    if (bytes === 0) throw unreadable(upload, 'empty');
    // Up to the size that was announced: the file may grow meanwhile.
    return {
      stream: handle.createReadStream({ start: 0, end: bytes - 1, highWaterMark: 256 * 1024 }),
      bytes,
    };
  } catch (error) {
    await handle?.close();
    throw error instanceof ImageError ? error : unreadable(upload, codeOf(error));
  }
}

function unreadable(upload: Upload, why: string): ImageError {
  return new ImageError({ kind: 'source', detail: [upload.fileName, why].filter(Boolean).join(' ') });
}
