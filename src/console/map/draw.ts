import type { Palette } from './palette.ts';
import type { Body, Mark, Tone } from './symbol.ts';

/** Symbols are drawn on a canvas in these CSS pixels, centre 0,0, bow up. */
export const symbolSizePx = 34;
type Pen = CanvasRenderingContext2D;

const sizes: Readonly<Record<Tone, number>> = {
  confirmed: 1.18,
  suspected: 1.08,
  unknown: 1.08,
  plain: 0.9,
  undisclosed: 0.9,
};

/**
 * Draws one vessel body. A filled body is known (plain or confirmed), a hollow one is a question, a half-filled
 * one is not for this reader to know.
 */
export function drawBody(pen: Pen, body: Body, tone: Tone, palette: Palette): void {
  const colour = palette[tone];
  const big = sizes[tone];
  pen.scale(big, big);
  pen.lineJoin = 'round';
  const outline = outlines[body](tone);
  // A dark rim keeps bodies apart where they lie over each other.
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 4.5;
  pen.stroke(outline);
  const filled = tone === 'confirmed' || tone === 'plain';
  pen.fillStyle = filled ? colour : palette.halo;
  pen.fill(outline);
  pen.strokeStyle = tone === 'confirmed' ? palette.selected : colour;
  pen.lineWidth = tone === 'confirmed' || tone === 'undisclosed' ? 1.1 : filled ? 0.8 : 2.1;
  if (tone === 'unknown') pen.setLineDash([2.6, 1.7]);
  pen.stroke(outline);
  pen.setLineDash([]);
  if (tone === 'undisclosed') fillAft(pen, outline, colour);
  if (body === 'distress') cross(pen, palette.selected);
}

/** Draws the mark that stands beside the body, upright at any course. */
export function drawMark(pen: Pen, mark: Mark, palette: Palette): void {
  if (mark === 'none') return;
  pen.lineJoin = 'round';
  if (mark === 'question') {
    letter(pen, '?', palette.unknown, palette.halo);
    return;
  }
  if (mark === 'b-flag') {
    const flag = path([0, -6, 9, -6, 6, -2, 9, 2, 0, 2]);
    solid(pen, flag, palette.confirmed, palette.halo);
    solid(pen, path([-1, -7, 0, -7, 0, 7, -1, 7]), palette.confirmed, palette.halo);
    return;
  }
  if (mark === 'danger') {
    solid(pen, path([0, -6.5, 7, 5.5, -7, 5.5]), palette.confirmed, palette.halo);
    pen.fillStyle = palette.ink;
    pen.fillRect(-0.8, -2.6, 1.6, 4.4);
    pen.fillRect(-0.8, 2.7, 1.6, 1.5);
    return;
  }
  // Cones hang point down, one under another, as on the mast.
  const count = Number(mark.slice(-1));
  const height = 6.2;
  const top = (-count * height) / 2;
  for (let i = 0; i < count; i += 1) {
    const y = top + i * height;
    solid(pen, path([-4.4, y, 4.4, y, 0, y + height - 0.6]), palette.confirmed, palette.halo);
  }
}

/** Brackets around the selected vessel. */
export function drawSelection(pen: Pen, palette: Palette): void {
  pen.strokeStyle = palette.selected;
  pen.lineWidth = 1.8;
  for (const [x, y] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x * 15.5, y * 9);
    pen.lineTo(x * 15.5, y * 15.5);
    pen.lineTo(x * 9, y * 15.5);
    pen.stroke();
  }
}

/** Diagonal lines for terminals, `size` CSS pixels square, seamless. */
export function drawHatch(pen: Pen, size: number, palette: Palette): void {
  pen.strokeStyle = palette.terminal;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = -size; at <= size * 2; at += size / 2) {
    pen.moveTo(at, size);
    pen.lineTo(at + size, 0);
  }
  pen.stroke();
}

const outlines: Readonly<Record<Body, (tone: Tone) => Path2D>> = {
  ship: () => path([0, -12, 6.2, 9, 0, 5.2, -6.2, 9]),
  barge: () => path([0, -12, 4.4, -5.5, 4.4, 9.5, -4.4, 9.5, -4.4, -5.5]),
  small: () => path([0, -8.5, 5, 6.5, -5, 6.5]),
  still: (tone) =>
    tone === 'confirmed' || tone === 'suspected'
      ? path([0, -7, 7, 0, 0, 7, -7, 0])
      : circle(tone === 'plain' ? 4.2 : 5.4),
  station: () => path([-4, -4, 4, -4, 4, 4, -4, 4]),
  aid: () => path([0, -6, 4, 0, 0, 6, -4, 0]),
  distress: () => circle(8.5),
  aircraft: () =>
    path([
      0, -9, 1.6, -3, 9, 1, 9, 3, 1.6, 1.6, 1, 6, 3.4, 8, -3.4, 8, -1, 6, -1.6, 1.6, -9, 3, -9, 1, -1.6, -3,
    ]),
};

function path(points: readonly number[]): Path2D {
  const shape = new Path2D();
  for (let i = 0; i + 1 < points.length; i += 2) shape.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
  shape.closePath();
  return shape;
}

function circle(radius: number): Path2D {
  const shape = new Path2D();
  shape.arc(0, 0, radius, 0, 2 * Math.PI);
  return shape;
}

function solid(pen: Pen, shape: Path2D, colour: string, rim: string): void {
  pen.strokeStyle = rim;
  pen.lineWidth = 2.4;
  pen.stroke(shape);
  pen.fillStyle = colour;
  pen.fill(shape);
}

function letter(pen: Pen, text: string, colour: string, rim: string): void {
  pen.font = '700 12px system-ui, "DejaVu Sans", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.strokeStyle = rim;
  pen.lineWidth = 3;
  pen.strokeText(text, 0, 0.5);
  pen.fillStyle = colour;
  pen.fillText(text, 0, 0.5);
}

/** Fills the half behind the centre. */
function fillAft(pen: Pen, shape: Path2D, colour: string): void {
  pen.save();
  pen.clip(shape);
  pen.fillStyle = colour;
  pen.fillRect(-symbolSizePx, 0, 2 * symbolSizePx, symbolSizePx);
  pen.restore();
}

function cross(pen: Pen, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(-5, -5);
  pen.lineTo(5, 5);
  pen.moveTo(5, -5);
  pen.lineTo(-5, 5);
  pen.stroke();
}
