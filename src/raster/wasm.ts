import { readFile } from 'node:fs/promises';

/** The compiled codecs: file name beside the bundle, and place in the packages for unbundled runs. */
const wasmFiles = {
  png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  jpegDecode: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  jpegEncode: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  webpDecode: '@jsquash/webp/codec/dec/webp_dec.wasm',
  webpEncode: '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
} as const;

export type WasmName = keyof typeof wasmFiles;

/** Whether this module runs as it is written and not out of a bundle. */
export const unbundled = import.meta.url.endsWith('.ts');

/** Reads and compiles one codec. Rejects when the bundle is incomplete. */
export async function loadWasm(name: WasmName): Promise<WebAssembly.Module> {
  const path = wasmFiles[name];
  const file = unbundled
    ? import.meta.resolve(path)
    : new URL(`./${path.slice(path.lastIndexOf('/') + 1)}`, import.meta.url);
  return new WebAssembly.Module(await readFile(new URL(file)));
}
