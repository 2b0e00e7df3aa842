import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, answerStream, type AnswerTools } from './answers.ts';
import { readForm, readJson } from './body.ts';
import type { FaultFinder } from './faults.ts';
import type { Fields } from './fields.ts';
import { readEditFiles, readVariationFile } from './files.ts';
import { describeModel, findModel, models } from './models.ts';
import { readOrder } from './order.ts';
import { Refusal } from './refusal.ts';
import { commission, type Commission } from './studio.ts';

export interface RouteTools extends Omit<AnswerTools, 'fault'> {
  /** As strict as the official host. */
  readonly official: boolean;
  readonly faults: FaultFinder;
}

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  tools: RouteTools,
  signal: AbortSignal,
) => Promise<void> | void;

const listModels: Handler = (_request, response) =>
  sendJson(response, { object: 'list', data: models.map(describeModel) });

const generate: Handler = async (request, response, tools, signal) => {
  const fields = await readJson(request);
  const fault = raise(fields, tools);
  await answer(
    response,
    commission('image_generation', readOrder('generations', fields, tools.official)),
    { ...tools, fault },
    signal,
  );
};

const edit: Handler = async (request, response, tools, signal) => {
  const form = await readForm(request);
  const fault = raise(form.fields, tools);
  const order = readOrder('edits', form.fields, tools.official);
  const { images, ...overlays } = await readEditFiles(form, order.model);
  await answer(response, commission('image_edit', order, images, overlays), { ...tools, fault }, signal);
};

const vary: Handler = async (request, response, tools, signal) => {
  const form = await readForm(request);
  const fault = raise(form.fields, tools);
  const order = readOrder('variations', form.fields, tools.official);
  const image = await readVariationFile(form);
  await answer(response, commission('image_edit', order, [image]), { ...tools, fault }, signal);
};

const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/v1/models': { GET: listModels },
  '/v1/images/generations': { POST: generate },
  '/v1/images/edits': { POST: edit },
  '/v1/images/variations': { POST: vary },
};

/** The handler of a path and method; throws the API's 404 or 405, before anybody asks for a key. */
export function findRoute(method: string, path: string, official: boolean): Handler {
  if (official && path === '/v1/images/variations') throw new Refusal({ status: 404, message: '', page: '' });
  const model = /^\/v1\/models\/([^/]+)$/.exec(path)?.[1];
  const methods = model === undefined ? routes[path] : { GET: showModel(model) };
  if (methods === undefined) throw new Refusal({ status: 404, message: `Invalid URL (${method} ${path})` });
  const handler = methods[method];
  if (handler !== undefined) return handler;
  const allow = Object.keys(methods).join(', ');
  throw new Refusal({ status: 405, message: `Not allowed to ${method} on ${path}.`, headers: { allow } });
}

function showModel(id: string): Handler {
  return (_request, response) => sendJson(response, describeModel(findModel(decoded(id))));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function raise(fields: Fields, { faults }: RouteTools): AnswerTools['fault'] {
  return faults.raise(`${fields.text('prompt') ?? ''} ${fields.text('user') ?? ''}`);
}

function answer(
  response: ServerResponse,
  job: Commission,
  tools: AnswerTools,
  signal: AbortSignal,
): Promise<void> {
  return job.order.stream
    ? answerStream(response, job, tools, signal)
    : answerJson(response, job, tools, signal);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}
