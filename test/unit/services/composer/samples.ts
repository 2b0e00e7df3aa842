import type { Draft } from '../../../../src/images/draft.ts';
import type { Run, Source } from '../../../../src/images/run.ts';
import { outlook } from '../../../sheet/fakeComposer.ts';
import { png } from '../../raster/samples.ts';

/** Bytes of a picture, 8 × 6. */
export const picture = png(8, 6, 6);

/** A reference whose copy is not there. */
export function sourceOf(file: string): Source {
  const bytes = picture.length;
  return { uri: `file:///w/${file}`, label: file, file, type: 'png', bytes, width: 8, height: 6 };
}

/** Variations of sources by their files. */
export function aRun(sources: readonly string[]): Run {
  return {
    id: 'r',
    kind: 'variations',
    state: 'done',
    startedAt: 1,
    prompt: 'of a run',
    sources: sources.map(sourceOf),
    provider: outlook.traits.label,
    parameters: { size: '1024x1024' },
    tiles: [{ id: '1', state: 'done' }],
  };
}

export function drafted(prompt: string, parameters: Draft['parameters'] = { quality: 'low' }): Draft {
  return { prompt, count: 1, parameters };
}

/** Names of that many files. */
export function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index + 1}.png`);
}
