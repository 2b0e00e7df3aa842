import { layer, type Layer } from './canvas.ts';
import { dotAt, glyphHeight, glyphWidth, plainAscii } from './font.ts';
import { solid } from './ink.ts';
import { Path } from './path.ts';
import type { Shape } from './shape.ts';
import type { Stage } from './scene.ts';

const label = 'offline placeholder';

/** The prompt and what this picture is, small at the foot on a dark plate. Nothing where not even one word fits; over older lettering the plate should let less through. */
export function lettering(
  { width, height, unit, palette }: Stage,
  prompt: string,
  plateOpacity = 0.7,
): Layer[] {
  const dot = Math.max(1, Math.round(unit * 1.75));
  const margin = Math.round(unit * 26);
  const padding = dot * 5;
  const room = Math.floor((width - 2 * margin - 2 * padding) / (dot * (glyphWidth + 1)));
  const lines = [...wrap(plainAscii(prompt), room, 2), ...wrap(label, room, 2)];
  const lineHeight = dot * (glyphHeight + 3);
  const boxHeight = lines.length * lineHeight - dot * 3 + 2 * padding;
  if (room < 11 || boxHeight > height * 0.5) return [];
  const longest = Math.max(...lines.map(line => line.length));
  const boxWidth = longest * dot * (glyphWidth + 1) - dot + 2 * padding;
  const [x, y] = [margin, height - margin - boxHeight];
  const plate = new Path().pill(x, y, x + boxWidth, y + boxHeight, dot * 5);
  const labelFrom = lines.length - wrap(label, room, 2).length;
  return [
    layer(plate.shape(), solid(palette.ink), plateOpacity),
    ...lines.map((line, at) =>
      layer(
        typed(line, x + padding, y + padding + at * lineHeight, dot),
        solid([1, 1, 1]),
        at < labelFrom ? 0.95 : 0.66,
      ),
    ),
  ];
}

/** At most so many lines; what is left over ends in dots. */
function wrap(text: string, room: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room && lines.length < most - 1) {
    const space = rest.lastIndexOf(' ', room);
    const end = space > room * 0.3 ? space : room;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  if (rest.length > room) rest = `${rest.slice(0, Math.max(0, room - 3))}...`;
  return rest === '' ? lines : [...lines, rest];
}

function typed(line: string, x: number, y: number, dot: number): Shape {
  return {
    top: y,
    bottom: y + glyphHeight * dot,
    cover(row, cover) {
      const to = Math.min(cover.length, x + line.length * (glyphWidth + 1) * dot);
      const dotRow = Math.floor((row - y) / dot);
      for (let column = x; column < to; column++) {
        const at = Math.floor((column - x) / dot);
        const inGlyph = at % (glyphWidth + 1);
        const character = line[Math.floor(at / (glyphWidth + 1))] ?? ' ';
        cover[column] = inGlyph < glyphWidth && dotAt(character, inGlyph, dotRow) ? 1 : 0;
      }
      return [x, to];
    },
  };
}
