import { randomBytes } from 'node:crypto';
import { mimeOf } from '../images/picture.ts';
import type { EncodableType } from '../raster/pixels.ts';

interface Hosted {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly until: number;
}

const lifeMs = 60 * 60 * 1000;
/** More pictures than that and the oldest go early. */
const most = 50;

/** Pictures answered by URL: kept for 60 minutes under paths that nobody can guess. */
export class HostedPictures {
  readonly #pictures = new Map<string, Hosted>();

  /** Path of the picture on this server. */
  add(bytes: Uint8Array, type: EncodableType): string {
    const path = `/pictures/${randomBytes(24).toString('base64url')}.${type === 'jpeg' ? 'jpg' : type}`;
    this.#pictures.set(path, { bytes, contentType: mimeOf[type], until: Date.now() + lifeMs });
    const [oldest] = this.#pictures.keys();
    if (this.#pictures.size > most && oldest !== undefined) this.#pictures.delete(oldest);
    return path;
  }

  /** Undefined for paths that never were or are no more. */
  find(path: string): Hosted | undefined {
    const found = this.#pictures.get(path);
    if (found === undefined || found.until > Date.now()) return found;
    this.#pictures.delete(path);
    return undefined;
  }
}
