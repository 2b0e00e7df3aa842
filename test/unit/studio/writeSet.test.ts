import assert from 'node:assert/strict';
import { ImageError } from '../../../src/images/errors.ts';
import { writeSet, type OldFiles, type SetFolder } from '../../../src/studio/writeSet.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const file = (name: string): { readonly name: string; readonly bytes: Uint8Array } => ({
  name,
  bytes: Buffer.from(`new ${name}`),
});

/** A folder in memory that refuses to stage or put one name. */
class FakeFolder implements SetFolder {
  readonly files: Map<string, string>;
  readonly steps: string[] = [];
  staged = 0;
  readonly #refuses: { readonly stage?: string; readonly put?: string };

  constructor(files: Readonly<Record<string, string>>, refuses: FakeFolder['refusal'] = {}) {
    this.files = new Map(Object.entries(files));
    this.#refuses = refuses;
  }

  get refusal(): { readonly stage?: string; readonly put?: string } {
    return this.#refuses;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const found = this.files.get(name);
    return found === undefined ? undefined : Buffer.from(found);
  }

  async stage(name: string, bytes: Uint8Array, overwrite: boolean): ReturnType<SetFolder['stage']> {
    if (this.#refuses.stage === name) throw new Error('ENOSPC');
    this.staged += 1;
    this.steps.push(`stage ${name}`);
    let open = true;
    const close = (): void => {
      if (open) this.staged -= 1;
      open = false;
    };
    return {
      put: async () => {
        close();
        this.steps.push(`put ${name}`);
        if (this.#refuses.put === name && text(bytes).startsWith('new')) throw new Error('EIO');
        if (!overwrite && this.files.has(name)) return false;
        this.files.set(name, text(bytes));
        return true;
      },
      discard: async () => close(),
    };
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  placeOf(name: string): { readonly uri: string; readonly label: string } {
    return { uri: `file:///w/${name}`, label: name };
  }
}

const isDisk = (error: unknown): boolean => error instanceof ImageError && error.kind === 'disk';

describe('a set that is written', () => {
  const before = { 'b.png': 'old b', 'other.png': 'other' };
  const kept: string[] = [];
  const recorded: string[] = [];
  const oldFiles: OldFiles = {
    keep: async bytes => `replaced-${kept.push(text(bytes))}.png`,
    record: async files => void recorded.push(...files.map(({ label }) => label)),
    forget: async files => void recorded.splice(0, files.length),
  };
  beforeEach(() => {
    kept.splice(0);
    recorded.splice(0);
  });

  it('is whole on the disk before the first file is put in its place', async () => {
    const folder = new FakeFolder({});
    assert.deepEqual(await writeSet(folder, [file('a.png'), file('b.png')], undefined), []);
    assert.deepEqual(folder.steps, ['stage a.png', 'stage b.png', 'put a.png', 'put b.png']);
    assert.equal(folder.files.get('b.png'), 'new b.png');
  });

  it('keeps the old bytes of what it takes the place of, and says what that was', async () => {
    const folder = new FakeFolder(before);
    const replaced = await writeSet(folder, [file('a.png'), file('b.png')], {
      ...oldFiles,
      record: async files => {
        assert.equal(folder.files.get('b.png'), 'old b', 'nothing is touched before it is on record');
        await oldFiles.record(files);
      },
    });
    assert.deepEqual(recorded, ['b.png']);
    assert.deepEqual(kept, ['old b']);
    assert.deepEqual(
      replaced.map(({ uri, label, file: name }) => [uri, label, name]),
      [['file:///w/b.png', 'b.png', 'replaced-1.png']],
    );
    assert.equal(folder.files.get('b.png'), 'new b.png');
  });

  it('is no file at all where one cannot be written, put, or is there by now', async () => {
    const files = [file('a.png'), file('b.png'), file('c.png')];
    for (const [refuses, overwrite] of [
      [{ stage: 'c.png' }, oldFiles],
      [{ put: 'c.png' }, oldFiles],
      [{}, undefined],
    ] satisfies readonly (readonly [FakeFolder['refusal'], OldFiles | undefined])[]) {
      const folder = new FakeFolder(before, refuses);
      await assert.rejects(writeSet(folder, files, overwrite), isDisk);
      assert.deepEqual(Object.fromEntries(folder.files), before);
      assert.deepEqual(recorded, []);
      assert.equal(folder.staged, 0, 'nothing is left beside them');
    }
  });
});
