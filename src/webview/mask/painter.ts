import type { MaskStroke, Point } from '../../images/mask.ts';
import { placement, type Placement } from '../viewer/geometry.ts';
import type { OpenMask } from './state.ts';

/** The overlay's own colour: seldom in pictures, and the hatch shows where it is. */
const tint = 'rgb(235 30 120 / 38%)';
/** Edge of the tile that the hatch and the border are made of, CSS px. */
const tile = 8;

type Surface = OffscreenCanvasRenderingContext2D;

/**
 * Draws a mask over its picture. For the eye alone: it is never read back, the host makes the mask anew from the
 * strokes.
 */
export class MaskPainter {
  readonly #shape = surface();
  readonly #over = surface();

  /** @param live the stroke under the pointer, which is not kept yet */
  paint(canvas: HTMLCanvasElement, open: OpenMask, live: MaskStroke | undefined): void {
    const { stage } = open;
    const target = canvas.getContext('2d');
    if (!stage || !target) return;
    const [width, height] = [
      Math.round(stage.width * stage.density),
      Math.round(stage.height * stage.density),
    ];
    for (const one of [canvas, this.#shape.canvas, this.#over.canvas]) resize(one, width, height);
    const place = placement(open.sight, open, stage);
    this.#drawShape(open, place, stage.density, live ? [...open.strokes, live] : open.strokes);
    target.clearRect(0, 0, width, height);
    this.#hatch(stage.density, (open.feather * place.scale) / 2);
    target.drawImage(this.#over.canvas, 0, 0);
    this.#border(stage.density);
    target.drawImage(this.#over.canvas, 0, 0);
  }

  #drawShape(open: OpenMask, place: Placement, density: number, strokes: readonly MaskStroke[]): void {
    const shape = this.#shape;
    clear(shape);
    shape.save();
    shape.setTransform(place.scale, 0, 0, place.scale, place.left * density, place.top * density);
    shape.beginPath();
    shape.rect(0, 0, open.width, open.height);
    shape.clip();
    for (const stroke of strokes) drawStroke(shape, stroke, open);
    shape.restore();
  }

  /** Inside: a tint with lines of two lights, so that one of them is seen on any colour. */
  #hatch(density: number, blur: number): void {
    const over = this.#over;
    clear(over);
    over.filter = blur > 0.5 ? `blur(${blur}px)` : 'none';
    over.drawImage(this.#shape.canvas, 0, 0);
    over.filter = 'none';
    fillIn(over, hatchTile(density));
  }

  /** Around it: a thin border of black and white. */
  #border(density: number): void {
    const over = this.#over;
    const { canvas } = this.#shape;
    clear(over);
    for (const x of [-density, 0, density])
      for (const y of [-density, 0, density]) over.drawImage(canvas, x, y);
    over.globalCompositeOperation = 'destination-out';
    over.drawImage(canvas, 0, 0);
    fillIn(over, borderTile(density));
  }
}

function surface(): Surface {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) throw new Error('this browser does not draw');
  return context;
}

function resize(canvas: HTMLCanvasElement | OffscreenCanvas, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function clear(context: Surface): void {
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Colours what is there. */
function fillIn(context: Surface, pattern: OffscreenCanvas): void {
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = context.createPattern(pattern, 'repeat') ?? tint;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

function hatchTile(density: number): OffscreenCanvas {
  return drawTile(density, context => {
    context.fillStyle = tint;
    context.fillRect(0, 0, tile, tile);
    for (const [colour, shift] of [
      ['rgb(255 255 255 / 55%)', 0],
      ['rgb(0 0 0 / 40%)', 1],
    ] as const) {
      context.strokeStyle = colour;
      context.beginPath();
      for (const start of [-tile, 0, tile]) {
        context.moveTo(start + shift, tile);
        context.lineTo(start + shift + tile, 0);
      }
      context.stroke();
    }
  });
}

function borderTile(density: number): OffscreenCanvas {
  return drawTile(density, context => {
    const half = tile / 2;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, tile, tile);
    context.fillStyle = '#000';
    context.fillRect(0, 0, half, half);
    context.fillRect(half, half, half, half);
  });
}

function drawTile(density: number, draw: (context: Surface) => void): OffscreenCanvas {
  const context = surface();
  const edge = Math.max(1, Math.round(tile * density));
  resize(context.canvas, edge, edge);
  context.scale(edge / tile, edge / tile);
  draw(context);
  return context.canvas;
}

function drawStroke(context: Surface, stroke: MaskStroke, { width, height }: OpenMask): void {
  const erases = stroke.kind === 'eraser' || ('erase' in stroke && stroke.erase);
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over';
  context.beginPath();
  switch (stroke.kind) {
    case 'brush':
    case 'eraser':
      context.lineWidth = 2 * stroke.radius;
      context.lineCap = context.lineJoin = 'round';
      follow(context, stroke.points.length === 1 ? [...stroke.points, ...stroke.points] : stroke.points);
      return context.stroke();
    case 'rectangle': {
      const { from, to } = stroke;
      return context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    }
    case 'lasso':
      follow(context, stroke.points);
      return context.fill('evenodd');
    case 'invert':
      context.globalCompositeOperation = 'xor';
      return context.fillRect(0, 0, width, height);
    default:
      return stroke satisfies never;
  }
}

function follow(context: Surface, points: readonly Point[]): void {
  for (const [at, { x, y }] of points.entries()) {
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}
