import type { ImageParameters, Route } from '../images/request.ts';

type Table = readonly (readonly [name: string, key: keyof ImageParameters])[];

const generations: Table = [
  ['model', 'model'],
  ['n', 'n'],
  ['size', 'size'],
  ['quality', 'quality'],
  ['background', 'background'],
  ['output_format', 'outputFormat'],
  ['output_compression', 'outputCompression'],
  ['moderation', 'moderation'],
  ['stream', 'stream'],
  ['partial_images', 'partialImages'],
  ['style', 'style'],
  ['complexity', 'complexity'],
  ['frame_count', 'frameCount'],
  ['frame_duration_ms', 'frameDurationMs'],
  ['svg', 'svg'],
  ['safety_identifier', 'safetyIdentifier'],
  ['user', 'user'],
  ['response_format', 'responseFormat'],
];

const edits: Table = [
  ...generations.filter(([name]) => name !== 'style' && name !== 'svg'),
  ['input_fidelity', 'inputFidelity'],
];

const variations: Table = [
  ['model', 'model'],
  ['n', 'n'],
  ['size', 'size'],
  ['user', 'user'],
  ['response_format', 'responseFormat'],
];

/** Our name → the API's name, one table per route (api-contract §2 to §4): what is not in it never goes out. */
const fieldsOf: Readonly<Record<Route, Table>> = { generations, edits, variations };

/** What a field can be once it goes out; objects only in JSON bodies. */
export type FieldValue = string | number | boolean | object;

/** The fields that go out for these parameters, in the table's order: only what is set, never null or empty. */
export function fieldsFor(
  route: Route,
  parameters: ImageParameters,
): readonly (readonly [string, FieldValue])[] {
  return fieldsOf[route].flatMap(([name, key]) => {
    const value = parameters[key];
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const];
  });
}
