import type { Box } from '../derive.ts';

/** A place or a distance. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The room a picture is shown in: CSS pixels, and how many pixels of the screen make one of them. */
export interface Stage extends Box {
  readonly density: number;
}

/** Screen pixels per picture pixel, or the whole picture. */
export type Zoom = 'fit' | number;

/** What of a picture is seen: how large, and which of its pixels is in the middle of the stage. */
export interface Sight {
  readonly zoom: Zoom;
  readonly centre: Point;
}

/** Farthest and nearest, screen pixels per picture pixel. A picture that fits only when smaller may be smaller. */
const zoomLimits = { least: 1 / 16, most: 16 } as const;

/** What the buttons and keys stop at. */
const stops = [
  1 / 16,
  1 / 12,
  1 / 8,
  1 / 6,
  1 / 4,
  1 / 3,
  1 / 2,
  3 / 4,
  1,
  1.5,
  2,
  3,
  4,
  6,
  8,
  12,
  16,
] as const;

/** Between a picture that fits and the edge of the stage, and how far a picture can be pulled off the edge, CSS px. */
const margin = 16;

/** Pictures as small as icons are enlarged to fit, by whole steps; others never are. */
const smallEdge = 128;
const mostToFit = 8;

/** All of the picture. */
export function fitted(picture: Box): Sight {
  return { zoom: 'fit', centre: middleOf(picture) };
}

/** Screen pixels per picture pixel. */
export function scaleOf(zoom: Zoom, picture: Box, stage: Stage): number {
  return zoom === 'fit' ? fitScale(picture, stage) : zoom;
}

function fitScale(picture: Box, stage: Stage): number {
  const room = (length: number): number => Math.max(1, length - 2 * margin) * stage.density;
  const exact = Math.min(room(stage.width) / picture.width, room(stage.height) / picture.height);
  if (exact < 1) return exact;
  const small = Math.max(picture.width, picture.height) <= smallEdge;
  return small ? Math.min(Math.floor(exact), mostToFit) : 1;
}

/** Zooms so that the pixel at a place stays there; the place is CSS px from the middle of the stage. */
export function zoomed(
  sight: Sight,
  picture: Box,
  stage: Stage,
  to: Zoom,
  at: Point = { x: 0, y: 0 },
): Sight {
  if (to === 'fit') return fitted(picture);
  const least = Math.min(zoomLimits.least, fitScale(picture, stage));
  const zoom = Math.min(zoomLimits.most, Math.max(least, to));
  const before = scaleOf(sight.zoom, picture, stage) / stage.density;
  const after = zoom / stage.density;
  const centre = {
    x: sight.centre.x + at.x / before - at.x / after,
    y: sight.centre.y + at.y / before - at.y / after,
  };
  return { zoom, centre: kept(centre, after, picture, stage) };
}

/** The next stop nearer or farther. */
export function nextStop(zoom: Zoom, picture: Box, stage: Stage, way: 'in' | 'out'): number {
  const now = scaleOf(zoom, picture, stage);
  // A hair off a stop is that stop.
  const nearer = stops.find(stop => stop > now * 1.001) ?? zoomLimits.most;
  return way === 'in' ? nearer : (stops.findLast(stop => stop < now * 0.999) ?? zoomLimits.least);
}

/** Moves the picture by CSS px. */
export function panned(sight: Sight, picture: Box, stage: Stage, by: Point): Sight {
  const scale = scaleOf(sight.zoom, picture, stage) / stage.density;
  const centre = { x: sight.centre.x - by.x / scale, y: sight.centre.y - by.y / scale };
  return { ...sight, centre: kept(centre, scale, picture, stage) };
}

/** A picture that fits is in the middle; one that does not never leaves the stage. */
function kept(centre: Point, scale: number, picture: Box, stage: Stage): Point {
  const along = (at: number, length: number, room: number): number => {
    const spare = (room / 2 - margin) / scale;
    return spare >= length / 2 ? length / 2 : Math.min(length - spare, Math.max(spare, at));
  };
  return {
    x: along(centre.x, picture.width, stage.width),
    y: along(centre.y, picture.height, stage.height),
  };
}

function middleOf({ width, height }: Box): Point {
  return { x: width / 2, y: height / 2 };
}

/** Where a picture lies on the stage, CSS px, on whole pixels of the screen. */
export interface Placement extends Box {
  readonly left: number;
  readonly top: number;
  /** Screen pixels per picture pixel. */
  readonly scale: number;
}

/** Puts a picture on the stage. */
export function placement({ zoom, centre }: Sight, picture: Box, stage: Stage): Placement {
  const scale = scaleOf(zoom, picture, stage);
  const css = scale / stage.density;
  const whole = (length: number): number => Math.round(length * stage.density) / stage.density;
  const { x, y } = kept(centre, css, picture, stage);
  return {
    left: whole(stage.width / 2 - x * css),
    top: whole(stage.height / 2 - y * css),
    width: picture.width * css,
    height: picture.height * css,
    scale,
  };
}
