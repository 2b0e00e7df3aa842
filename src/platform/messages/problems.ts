import { l10n } from 'vscode';
import type { Problem } from '../../images/errors.ts';

/** One sentence for a refusal found before sending, with the nearest value that would pass. */
export function problemSentence(problem: Problem): string {
  const args = problem.args ?? {};
  const sentence = (problemSentences[problem.code] ?? unknownProblem)(args, problem.field);
  return problem.nearest === undefined ? sentence : `${sentence} ${l10n.t('Nearest: {0}.', problem.nearest)}`;
}

type Args = Readonly<Record<string, string | number>>;

function arg(args: Args, name: string): string {
  return String(args[name] ?? '');
}

function unknownProblem(args: Args, field: string): string {
  return l10n.t('“{0}” cannot be used for {1}.', arg(args, 'value'), field);
}

const problemSentences: Readonly<Record<string, (args: Args, field: string) => string>> = {
  'prompt.empty': () => l10n.t('Say in words what the picture should show.'),
  'prompt.tooLong': args =>
    l10n.t('The prompt has {0} characters; this model takes {1}.', arg(args, 'length'), arg(args, 'max')),
  'n.range': args =>
    l10n.t(
      '{0} pictures cannot be asked for at once; this model makes up to {1}.',
      arg(args, 'value'),
      arg(args, 'max'),
    ),
  'size.malformed': args => l10n.t('“{0}” is not a size. Write it as 1024x1024.', arg(args, 'value')),
  'size.unsupported': args => l10n.t('This model does not make {0}.', arg(args, 'value')),
  'size.notDivisible': args => l10n.t('{0}: both edges must be multiples of 16.', arg(args, 'value')),
  'size.edgeTooLong': args => l10n.t('{0}: the longest edge may be 3840.', arg(args, 'value')),
  'size.tooSlim': args =>
    l10n.t('{0}: the long edge may be at most three times the short one.', arg(args, 'value')),
  'size.tooFewPixels': args => l10n.t('{0} is too small for this model.', arg(args, 'value')),
  'size.tooManyPixels': args => l10n.t('{0} is too large for this model.', arg(args, 'value')),
  'field.value': (args, field) =>
    l10n.t('“{0}” is not a {1} of this model. It takes: {2}.', arg(args, 'value'), field, arg(args, 'legal')),
  'field.number': (args, field) =>
    l10n.t(
      '“{0}” is not a whole number from {1} on, as {2} must be.',
      arg(args, 'value'),
      arg(args, 'low'),
      field,
    ),
  'field.unsupported': (_, field) => l10n.t('This model has no {0}.', field),
  'field.editsOnly': (_, field) => l10n.t('{0} needs a picture to start from.', field),
  'background.jpeg': () => l10n.t('A JPEG cannot be transparent: use png or webp.'),
  'compression.format': () => l10n.t('Compression needs the output format jpeg or webp.'),
  'compression.range': args => l10n.t('Compression goes from 0 to 100, not {0}.', arg(args, 'value')),
  'format.provider': args => l10n.t('This provider does not make {0}.', arg(args, 'value')),
  'slot.model': args =>
    arg(args, 'other') === ''
      ? l10n.t('{0} makes no {1}. Choose a model that does.', arg(args, 'model'), arg(args, 'value'))
      : l10n.t(
          '{0} makes no {1}. Choose a model that does, such as {2}.',
          arg(args, 'model'),
          arg(args, 'value'),
          arg(args, 'other'),
        ),
  'slot.provider': args => l10n.t('This provider makes no {0}. Choose another one.', arg(args, 'value')),
  'slot.tooLarge': args =>
    l10n.t(
      'The code asks for {0} pixels; a place gets up to 32 million, and 16383 on an edge.',
      arg(args, 'size'),
    ),
  'slot.notDrawn': args => l10n.t('No placeholder can be drawn as {0}.', arg(args, 'value')),
  'slot.unwritable': args =>
    l10n.t(
      'A picture that came as {0} cannot be turned into {1}. It is in the contact sheet.',
      arg(args, 'from'),
      arg(args, 'value'),
    ),
  'frames.format': (_, field) => l10n.t('{0} needs the output format gif.', field),
  'frames.range': args => l10n.t('A gif has 2 to 16 frames, not {0}.', arg(args, 'value')),
  'svg.format': () => l10n.t('svg options need the output format svg.'),
  'partials.stream': () => l10n.t('Previews come with a stream only.'),
  'partials.range': args =>
    l10n.t(
      '{0} previews cannot be asked for; this model sends up to {1}.',
      arg(args, 'value'),
      arg(args, 'max'),
    ),
  'markup.withMask': () => l10n.t('A mask and markup cannot go together.'),
  'stream.count': () => l10n.t('Only one picture can be streamed at a time.'),
  'stream.format': () => l10n.t('gif and svg cannot be streamed.'),
  'images.none': () => l10n.t('Choose at least one picture to start from.'),
  'images.unsupported': () => l10n.t('This model cannot start from a picture.'),
  'images.tooMany': args =>
    l10n.t('{0} pictures are too many; this model takes {1}.', arg(args, 'count'), arg(args, 'max')),
  'source.unreadable': args =>
    l10n.t('“{0}” cannot be used: it is {1}.', arg(args, 'file'), arg(args, 'what')),
  'source.pixels': args =>
    l10n.t(
      '“{0}” cannot be used: its {1} pixels are more than Easel unpacks.',
      arg(args, 'file'),
      arg(args, 'pixels').replace('x', ' × '),
    ),
  'source.type': args =>
    l10n.t('“{0}” is not of a kind this model takes ({1}).', arg(args, 'file'), arg(args, 'types')),
  'source.notPng': args =>
    l10n.t(
      '“{0}” is not a PNG. This server’s variations endpoint takes square PNG files under 4 MB only; with words of yours its edits endpoint is used, which takes any.',
      arg(args, 'file'),
    ),
  'source.notSquare': args =>
    l10n.t(
      '“{0}” is {1}, not square. This server’s variations endpoint takes square PNG files under 4 MB only; with words of yours its edits endpoint is used, which takes any.',
      arg(args, 'file'),
      arg(args, 'size'),
    ),
  'source.tooLarge': args =>
    l10n.t('“{0}” is too large: {1} MB is the limit.', arg(args, 'file'), arg(args, 'megabytes')),
  arguments: args => l10n.t('Easel was called with arguments it does not know: {0}', arg(args, 'value')),
  'file.notAPicture': args => l10n.t('“{0}” is not a PNG, JPEG or WebP.', arg(args, 'value')),
  'path.absolute': args =>
    l10n.t(
      '“{0}” is not a path inside the workspace folder. Write it relative to that folder.',
      arg(args, 'value'),
    ),
  'path.parent': args => l10n.t('“{0}” leads out of the workspace folder with “..”.', arg(args, 'value')),
  'path.outside': args =>
    l10n.t('“{0}” leads out of the workspace folder through a link.', arg(args, 'value')),
  'path.file': args => l10n.t('“{0}” is a file, not a folder.', arg(args, 'value')),
  'path.noWorkspace': args => l10n.t('“{0}” needs an open folder to be found in.', arg(args, 'value')),
};
