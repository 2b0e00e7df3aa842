import decodeJpeg, { init as initJpegDecode } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncode } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import encodePng, { init as initPngEncode } from '@jsquash/png/encode.js';
import decodeWebp, { init as initWebpDecode } from '@jsquash/webp/decode.js';
import encodeWebp, { init as initWebpEncode } from '@jsquash/webp/encode.js';
import type { EncodableType, EncodeOptions, Pixels } from './pixels.ts';
import { resample } from './resample.ts';
import { loadWasm } from './wasm.ts';

/** Runs an async function once, on first need. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

// Lazily loaded codecs are the one state a worker keeps.
const ready = {
  png: once(async () => {
    const wasm = await loadWasm('png');
    await Promise.all([initPng(wasm), initPngEncode(wasm)]);
  }),
  jpegDecode: once(async () => initJpegDecode(await loadWasm('jpegDecode'))),
  jpegEncode: once(async () => initJpegEncode(await loadWasm('jpegEncode'))),
  webpDecode: once(async () => initWebpDecode(await loadWasm('webpDecode'))),
  webpEncode: once(async () => initWebpEncode(await loadWasm('webpEncode'))),
};

const decoders: Readonly<Record<EncodableType, (bytes: ArrayBuffer) => Promise<Pixels>>> = {
  png: async bytes => {
    await ready.png();
    return decodePng(bytes);
  },
  jpeg: async bytes => {
    await ready.jpegDecode();
    return decodeJpeg(bytes);
  },
  webp: async bytes => {
    await ready.webpDecode();
    return decodeWebp(bytes);
  },
};

type Encoder = (image: Pixels, quality: number, lossless: boolean) => Promise<ArrayBuffer>;

const encoders: Readonly<Record<EncodableType, Encoder>> = {
  png: async image => {
    await ready.png();
    return encodePng(image);
  },
  jpeg: async (image, quality) => {
    await ready.jpegEncode();
    return encodeJpeg(image, { quality });
  },
  webp: async (image, quality, lossless) => {
    await ready.webpEncode();
    return encodeWebp(image, lossless ? { lossless: 1, exact: 1, quality: 75 } : { quality });
  },
};

/** Pixels as stored, EXIF orientation not applied. Rejects with whatever the codec throws. */
export function decodeAs(type: EncodableType, bytes: Uint8Array): Promise<Pixels> {
  // The codecs read the whole buffer behind a view.
  const { buffer, byteLength } = bytes;
  const own = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  return decoders[type](own ? buffer : Uint8Array.from(bytes).buffer);
}

/** One file in memory; `quality` 0 to 100 means nothing for png. JPEG loses the alpha channel without a word. */
export async function encodeAs(
  type: EncodableType,
  image: Pixels,
  { quality = 90, lossless = false }: EncodeOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await encoders[type](ownBuffer(image), quality, lossless));
}

/** Lanczos in linear light with premultiplied alpha: edges keep their colour. `smooth: false` is a cheap triangle. */
export async function resizeTo(image: Pixels, width: number, height: number, smooth = true): Promise<Pixels> {
  if (image.width === width && image.height === height) return image;
  return resample(image, width, height, smooth ? 'lanczos3' : 'triangle');
}

function ownBuffer(image: Pixels): Pixels {
  return image.data.byteLength === image.data.buffer.byteLength
    ? image
    : { ...image, data: Uint8ClampedArray.from(image.data) };
}
