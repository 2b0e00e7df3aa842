import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AlphaTruth } from '../../../../src/images/picture.ts';
import { alphaTruth } from '../../../../src/raster/alpha/alphaTruth.ts';
import type { Pixels } from '../../../../src/raster/pixels.ts';
import {
  chequer,
  disc,
  draw,
  drawSmooth,
  mapped,
  nothing,
  onMatte,
  plain,
  roughen,
  type Colour,
  type Scene,
} from './scenes.ts';

const edge = 400;
const white: Colour = [255, 255, 255, 255];
const grey: Colour = [204, 204, 204, 255];
const black: Colour = [0, 0, 0, 255];
const tomato: Colour = [214, 68, 50, 255];
const clear = plain(nothing);

/** A subject with some life in it: bands of two colours. */
const banded: Scene = (_x, y) => (Math.floor(y / 30) % 2 === 0 ? tomato : [52, 96, 170, 255]);
const subject = disc(edge / 2, 130, banded, clear);
const smooth = drawSmooth(edge, edge, subject);

function painted(cell: number, ...tones: readonly [Colour, Colour]): Pixels {
  return draw(edge, edge, disc(edge / 2, 130, banded, chequer(cell, ...tones)));
}

/** The subject as its matte left it: mixed with the matte, its alpha cut where the mix ends. */
function leftover(matte: Colour, alpha: (part: number) => number): Pixels {
  const laid = onMatte(smooth, matte);
  return mapped(smooth, ([, , , part], at) => {
    const [red = 0, green = 0, blue = 0] = laid.data.subarray(at * 4, at * 4 + 3);
    return [red, green, blue, alpha(part)];
  });
}

function ringed(width: number, colour: Colour): Pixels {
  return drawSmooth(
    edge,
    edge,
    disc(edge / 2, 130, banded, disc(edge / 2, 130 + width, plain(colour), clear)),
  );
}

/** Black that fades over `width` px below the subject, seen from the front. */
function shadowed(strength: number, width: number): Pixels {
  const shade: Scene = (x, y) => {
    const far = Math.hypot(x - edge / 2 - 8, y - edge / 2 - 12) - 130;
    return [0, 0, 0, 255 * strength * Math.min(1, Math.max(0, 0.5 - far / width))];
  };
  return drawSmooth(edge, edge, disc(edge / 2, 130, banded, shade));
}

const fabric: Scene = (x, y) => [
  120 + 60 * Math.sin(x / 9) + 30 * Math.sin(y / 4 + x / 30),
  110 + 50 * Math.sin(x / 9) * Math.cos(y / 13),
  90 + 40 * Math.cos((x + y) / 21),
  255,
];

const scenes: Readonly<Record<AlphaTruth, readonly (readonly [name: string, make: () => Pixels])[]>> = {
  transparent: [
    ['smooth edges', () => smooth],
    ['hard edges', () => draw(edge, edge, subject)],
    ['a rough surface', () => roughen(drawSmooth(edge, edge, subject), 12)],
    ['a white subject', () => drawSmooth(edge, edge, disc(200, 130, plain(white), clear))],
    ['a black subject', () => drawSmooth(edge, edge, disc(200, 130, plain(black), clear))],
    ['a soft shadow', () => shadowed(0.5, 40)],
    ['a dense, tight shadow', () => shadowed(0.75, 20)],
    ['a soft glow', () => drawSmooth(edge, edge, disc(200, 100, banded, glow))],
    ['a broad white border, as stickers have', () => ringed(14, white)],
    ['a drawn outline', () => ringed(6, [20, 16, 24, 255])],
    ['smoke without any solid pixel', () => draw(edge, edge, smoke)],
    ['round corners only', () => drawSmooth(edge, edge, roundedSquare)],
    ['a subject in chequers', () => drawSmooth(edge, edge, disc(200, 130, chequer(20, white, black), clear))],
    ['a ball lit from the front', () => drawSmooth(edge, edge, ball)],
  ],
  opaque: [
    ['a plain background', () => draw(edge, edge, disc(200, 130, banded, plain(white)))],
    [
      'the server’s noise in alpha',
      () => mapped(painted(1000, white, white), ([r, g, b], at) => [r, g, b, at % 9 === 0 ? 254 : 255]),
    ],
    ['a rough background', () => roughen(draw(edge, edge, plain([128, 120, 110, 255])), 60)],
    ['stripes', () => draw(edge, edge, x => chequer(16, white, grey)(x, 0))],
    ['a fabric', () => draw(edge, edge, fabric)],
    ['a gradient', () => draw(edge, edge, (x, y) => [x / 2, y / 2, 90, 255])],
    ['a chessboard on a table', () => draw(edge, edge, board)],
    [
      'a tiled floor below a plain wall',
      () => draw(edge, edge, (x, y) => (y > 250 ? chequer(24, white, grey)(x, y) : tomato)),
    ],
    ['bricks', () => draw(edge, edge, bricks)],
    [
      'a grid of dots',
      () => draw(edge, edge, (x, y) => (Math.hypot((x % 20) - 10, (y % 20) - 10) < 6 ? black : white)),
    ],
  ],
  checkerboard: [
    ...[4, 5, 8, 13, 16, 25, 32, 47, 64].map(
      cell => [`cells of ${cell} px`, () => painted(cell, white, grey)] as const,
    ),
    ['cells of no whole size', () => painted(10.67, white, grey)],
    [
      'a faint pair of greys, rough',
      () => roughen(painted(16, [255, 255, 255, 255], [236, 236, 236, 255]), 5),
    ],
    ['dark greys, rough', () => roughen(painted(12, [60, 60, 60, 255], [90, 90, 90, 255]), 8)],
    ['two colours', () => painted(20, [255, 220, 220, 255], [220, 230, 255, 255])],
    ['small cells, rough', () => roughen(painted(4, white, grey), 8)],
    [
      'lines that wander, soft and rough',
      () => roughen(drawSmooth(edge, edge, disc(200, 130, banded, chequer(18, white, grey, 5))), 6),
    ],
    [
      'a subject that stands on the lower edge',
      () =>
        draw(edge, edge, (x, y) =>
          y > 150 && Math.abs(x - 200) < 120 ? banded(x, y) : chequer(16, white, grey)(x, y),
        ),
    ],
    [
      'a few holes',
      () => mapped(painted(16, white, grey), (colour, at) => (at % 50 === 0 ? nothing : colour)),
    ],
  ],
  halo: [
    ['white left at hard edges', () => leftover(white, part => (part > 10 ? 255 : 0))],
    ['white mixed into smooth edges', () => leftover(white, part => part)],
    ['a line of white', () => ringed(2, white)],
    ['a line of light grey', () => ringed(3, [225, 225, 228, 255])],
    ['a line of black', () => ringed(1.5, black)],
    ['black left at hard edges', () => leftover(black, part => (part > 10 ? 255 : 0))],
  ],
};

function glow(x: number, y: number): Colour {
  return [255, 240, 200, Math.max(0, 255 - 4 * (Math.hypot(x - 200, y - 200) - 100))];
}

function smoke(x: number, y: number): Colour {
  return [200, 200, 210, Math.max(0, 150 - Math.hypot(x - 200, y - 200)) * (0.7 + 0.3 * Math.sin(x / 20))];
}

function ball(x: number, y: number): Colour {
  const far = Math.hypot(x - 200, y - 200) / 150;
  const light = 0.4 + 0.6 * Math.sqrt(Math.max(0, 1 - far * far));
  return far < 1 ? [230 * light, 120 * light, 60 * light, 255] : nothing;
}

function beyond(at: number): number {
  return Math.max(0, Math.abs(at - 200) - 130);
}

function roundedSquare(x: number, y: number): Colour {
  return Math.hypot(beyond(x), beyond(y)) < 70 ? banded(x, y) : nothing;
}

function board(x: number, y: number): Colour {
  const on = Math.max(Math.abs(x - 200), Math.abs(y - 200)) < 160;
  return on ? chequer(40, white, black)(x, y) : [150, 110, 70, 255];
}

function bricks(x: number, y: number): Colour {
  const row = Math.floor(y / 20);
  const joint = y % 20 < 3 || (x + (row % 2) * 20) % 40 < 3;
  return joint ? [200, 196, 190, 255] : [150, 70, 50, 255];
}

describe('alphaTruth', () => {
  for (const [truth, made] of Object.entries(scenes))
    for (const [name, make] of made)
      it(`finds ${truth}: ${name}`, () => assert.equal(alphaTruth(make()), truth));

  it('finds it in a megapixel as in small pictures', () =>
    assert.equal(alphaTruth(draw(1024, 1024, disc(512, 400, banded, clear))), 'transparent'));

  it('says something of the smallest pictures', () => {
    assert.equal(alphaTruth(draw(1, 1, clear)), 'transparent');
    assert.equal(alphaTruth(draw(1, 1, plain(white))), 'opaque');
    assert.equal(alphaTruth(draw(3, 200, plain(white))), 'opaque');
  });
});
