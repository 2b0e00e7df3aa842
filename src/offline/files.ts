import type { ImageFacts, ImageType } from '../images/picture.ts';
import { probe } from '../raster/probe.ts';
import type { Form } from './body.ts';
import type { ModelRules } from './models.ts';
import { badRequest } from './refusal.ts';

/** A picture that came with a request. */
export interface GivenPicture {
  readonly bytes: Uint8Array;
  readonly facts: ImageFacts;
}

export interface EditFiles {
  readonly images: readonly GivenPicture[];
  readonly mask?: GivenPicture;
  readonly markup?: GivenPicture;
}

const megabyte = 1024 * 1024;
const mimeTypes: Readonly<Record<string, ImageType>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/webp': 'webp',
};

/** The files of an edit, checked as the contract says; throws the API's 400. */
export async function readEditFiles({ fields, files }: Form, model: ModelRules): Promise<EditFiles> {
  refuseOtherFiles(files, ['image', 'image[]', 'mask', 'markup']);
  if (files.has('image') && files.has('image[]'))
    throw badRequest('invalid_value', 'image', "Provide either 'image' or 'image[]', not both.");
  const given = files.get('image') ?? files.get('image[]') ?? [];
  if (fields.has('image') || given.length === 0)
    throw badRequest('missing_required_parameter', 'image', "Missing required parameter: 'image'.");
  if (given.length > model.maxImages)
    throw badRequest(
      'array_above_max_length',
      'image',
      `Invalid 'image': array too long. Expected an array with maximum length ${model.maxImages}, but got an array with length ${given.length} instead.`,
    );
  const images = await Promise.all(
    given.map(file => readPicture('image', file, model.imageTypes, model.maxImageBytes)),
  );
  if (model.maxImages === 1) refuseOblong(images[0]);
  const mask = await one(files, 'mask');
  const markup = model.markup ? await one(files, 'markup') : undefined;
  if (files.has('markup') && !model.markup)
    throw badRequest('unknown_parameter', 'markup', "Unknown parameter: 'markup'.");
  if (mask && markup) throw badRequest('invalid_value', 'markup', "'markup' cannot be used with 'mask'.");
  for (const [name, file] of [
    ['mask', mask],
    ['markup', markup],
  ] as const)
    refuseOverlay(name, file, images[0]);
  return { images, ...(mask && { mask }), ...(markup && { markup }) };
}

/** The one file of a variation. */
export async function readVariationFile({ files }: Form): Promise<GivenPicture> {
  refuseOtherFiles(files, ['image']);
  const [file, ...more] = files.get('image') ?? [];
  if (file === undefined || more.length > 0)
    throw badRequest('missing_required_parameter', 'image', "Missing required parameter: 'image'.");
  const picture = await readPicture('image', file, ['png'], 4 * megabyte);
  refuseOblong(picture);
  return picture;
}

function refuseOtherFiles(files: Form['files'], known: readonly string[]): void {
  const other = [...files.keys()].find(name => !known.includes(name));
  if (other !== undefined) throw badRequest('unknown_parameter', other, `Unknown parameter: '${other}'.`);
}

async function one(files: Form['files'], name: string): Promise<GivenPicture | undefined> {
  const [file, ...more] = files.get(name) ?? [];
  if (more.length > 0) throw badRequest('invalid_value', name, `Duplicate parameter: '${name}'.`);
  return file && readPicture(name, file, ['png'], 4 * megabyte);
}

async function readPicture(
  name: string,
  file: File,
  types: readonly ImageType[],
  most: number,
): Promise<GivenPicture> {
  const claimed = mimeTypes[file.type];
  if (claimed === undefined || !types.includes(claimed) || !/\.[a-z]{3,4}$/i.test(file.name)) {
    const supported = types.map(type => `'image/${type}'`).join(', ');
    const message = `Invalid file '${name}': unsupported mimetype ('${file.type || 'application/octet-stream'}'). Supported file formats are ${supported}.`;
    throw badRequest('unsupported_file_mimetype', name, message);
  }
  if (file.size >= most)
    throw badRequest(
      'image_too_large',
      name,
      `Invalid file '${name}': must be less than ${most / megabyte} MB.`,
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  const facts = probe(bytes);
  if (facts?.type !== claimed)
    throw badRequest(
      'invalid_image_file',
      name,
      `Invalid file '${name}': the content is not a valid ${claimed} image.`,
    );
  return { bytes, facts };
}

function refuseOblong(picture: GivenPicture | undefined): void {
  if (picture !== undefined && picture.facts.width !== picture.facts.height)
    throw badRequest('invalid_image_format', 'image', 'Uploaded image must be a PNG and square.');
}

function refuseOverlay(
  name: string,
  overlay: GivenPicture | undefined,
  first: GivenPicture | undefined,
): void {
  if (overlay === undefined || first === undefined) return;
  if (!overlay.facts.alpha)
    throw badRequest(
      'invalid_mask_image_format',
      name,
      `Invalid ${name} image format - it must have an alpha channel.`,
    );
  if (overlay.facts.width !== first.facts.width || overlay.facts.height !== first.facts.height)
    throw badRequest('invalid_mask_size', name, `Invalid ${name}: its size must be that of the first image.`);
}
