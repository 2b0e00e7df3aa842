import { open, type FileHandle } from 'node:fs/promises';
import { uprightSize, type ImageFacts } from '../images/picture.ts';
import type { Size } from '../images/size.ts';
import { describeBytes, isWhole, probe, probeBytes, tailBytes } from './probe.ts';

/** Signed JPEGs carry hundreds of kilobytes before their size; beyond this the search is given up. */
const longestHead = 16 * 1024 * 1024;

/** A file looked at from both ends. */
export interface FileProbe {
  readonly bytes: number;
  /** Undefined when it is no picture; `looksLike` then says what it is. */
  readonly facts?: ImageFacts;
  /** As describeBytes() says it. */
  readonly looksLike: string;
  /** Whether the file ends as its format demands; false for what is no picture. */
  readonly whole: boolean;
}

/** Reads a file's head and tail only. Rejects with Node's error when the file cannot be read. */
export async function probeFile(path: string): Promise<FileProbe> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let head = await readAt(file, 0, Math.min(size, probeBytes));
    let facts = probe(head);
    while (facts === undefined && isLongJpeg(head) && head.length < Math.min(size, longestHead)) {
      head = await readAt(file, 0, Math.min(size, head.length * 4));
      facts = probe(head);
    }
    const tail = await readAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    const whole = facts !== undefined && isWhole(facts.type, size, head, tail);
    return { bytes: size, looksLike: describeBytes(head), whole, ...(facts && { facts }) };
  } finally {
    await file.close();
  }
}

/** Size of a picture file as it is seen, px; undefined when it is none. Rejects as probeFile() does. */
export async function measureFile(path: string): Promise<Size | undefined> {
  const { facts } = await probeFile(path);
  return facts && uprightSize(facts);
}

function isLongJpeg(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
