import assert from 'node:assert/strict';
import { maskLimits, type MaskStroke } from '../../../../src/images/mask.ts';
import {
  initialMask,
  reduceMask,
  type MaskEvent,
  type MaskState,
  type OpenMask,
} from '../../../../src/webview/mask/state.ts';

const rectangle = (edge: number): MaskStroke => ({
  kind: 'rectangle',
  from: { x: 0, y: 0 },
  to: { x: edge, y: edge },
});
const opened = (...strokes: readonly MaskStroke[]): MaskState =>
  reduceMask(initialMask, {
    type: 'mask.opened',
    of: { id: 'a', label: 'a.png', uri: 'a', width: 400, height: 200, mask: { strokes, feather: 3 } },
  });
const after = (state: MaskState, ...events: readonly MaskEvent[]): OpenMask => {
  const { open } = events.reduce(reduceMask, state);
  assert(open);
  return open;
};
const kinds = ({ strokes }: OpenMask): string => strokes.map(({ kind }) => kind).join();
const draw = (edge: number): MaskEvent => ({ type: 'mask.drawn', stroke: rectangle(edge) });
const [undo, redo] = [{ type: 'mask.undo' }, { type: 'mask.redo' }] as const;

const go = (x: number, y: number): MaskEvent => ({ type: 'mask.cursor', by: { x, y } });

const tool = (name: OpenMask['tool']): MaskEvent => ({ type: 'mask.tool', tool: name });

describe('The mask editor', () => {
  it('hears nothing while it is closed', () => {
    assert.equal(reduceMask(initialMask, draw(1)), initialMask);
    assert.equal(reduceMask(opened(), { type: 'mask.closed' }), initialMask);
  });

  it('undoes stroke by stroke, also those of before it was opened, and does them again', () => {
    const state = opened(rectangle(1), rectangle(2));
    assert.equal(after(state, draw(3), undo, undo).strokes.length, 1);
    assert.equal(after(state, draw(3), undo, undo, undo, undo).strokes.length, 0);
    assert.deepEqual(after(state, draw(3), undo, undo, redo, redo).strokes.at(-1), rectangle(3));
    assert.equal(after(state, undo, draw(3), redo).strokes.length, 2);
  });

  it('brings back what was cleared', () => {
    const state = opened(rectangle(1), rectangle(2));
    assert.equal(kinds(after(state, { type: 'mask.clear' })), '');
    assert.equal(kinds(after(state, { type: 'mask.clear' }, undo)), 'rectangle,rectangle');
  });

  it('is as before when it is inverted twice', () => {
    const invert = { type: 'mask.invert' } as const;
    assert.equal(kinds(after(opened(rectangle(1)), invert)), 'rectangle,invert');
    assert.equal(kinds(after(opened(rectangle(1)), invert, invert)), 'rectangle');
    assert.equal(kinds(after(opened(rectangle(1)), invert, invert, undo)), 'rectangle,invert');
  });

  it('keeps no more than it may, and says so until there is room', () => {
    const many = Array.from({ length: maskLimits.strokes }, (_, edge) => rectangle(edge + 1));
    const full = after(opened(...many), draw(1));
    assert.equal(full.strokes.length, maskLimits.strokes);
    assert.equal(full.full, true);
    assert.equal(after({ open: full }, undo).full, false);
  });

  it('keeps ways no finer than they can be seen', () => {
    const points = Array.from({ length: 300 }, (_, x) => ({ x, y: (x % 2) / 2 }));
    const stage = { width: 100, height: 100, density: 1 };
    const stroke = { kind: 'brush', radius: 4, points } as const;
    const open = after(opened(), { type: 'mask.measured', stage }, { type: 'mask.drawn', stroke });
    const [kept] = open.strokes;
    assert.equal(kept?.kind === 'brush' && kept.points.length, 2);
  });

  it('keeps widths and feathers within what makes sense for the picture', () => {
    assert.equal(after(opened(), { type: 'mask.radius', radius: 0 }).radius, 1);
    assert.equal(after(opened(), { type: 'mask.radius', radius: 9000 }).radius, 100);
    assert.equal(after(opened(), { type: 'mask.feather', feather: 9000 }).feather, 25);
  });

  it('paints by keys: dots, two corners of a rectangle, a lasso that is closed', () => {
    const paint = { type: 'mask.paint', erase: false } as const;
    const dot = after(opened(), go(-10, 0), paint).strokes[0];
    assert.deepEqual(dot?.kind === 'brush' && dot.points, [{ x: 190, y: 100 }]);
    assert.equal(kinds(after(opened(), { ...paint, erase: true })), 'eraser');
    assert.deepEqual(after(opened(), tool('rectangle'), paint, go(20, 30), paint).strokes, [
      { kind: 'rectangle', from: { x: 200, y: 100 }, to: { x: 220, y: 130 } },
    ]);
    const close = { type: 'mask.close', erase: true } as const;
    const lasso = [tool('lasso'), paint, go(20, 0), paint] as const;
    assert.equal(kinds(after(opened(), ...lasso, close)), '');
    const [made] = after(opened(), ...lasso, go(0, 40), paint, close).strokes;
    assert.ok(made?.kind === 'lasso' && made.erase === true && made.points.length === 3);
    assert.deepEqual(after(opened(), go(9000, -9000)).cursor, { x: 400, y: 0 });
  });
});
