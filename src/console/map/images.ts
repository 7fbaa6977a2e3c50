import type { Map as PortMap } from 'maplibre-gl';
import { drawBody, drawHatch, drawMark, drawSelection, symbolSizePx } from './draw.ts';
import type { Palette } from './palette.ts';
import { type Body, iconName, type Mark, type Tone } from './symbol.ts';

const bodies: readonly Body[] = ['ship', 'barge', 'small', 'still', 'station', 'aid', 'distress', 'aircraft'];
const tones: readonly Tone[] = ['confirmed', 'suspected', 'unknown', 'plain', 'undisclosed'];
const marks: readonly Mark[] = ['cones-1', 'cones-2', 'cones-3', 'b-flag', 'danger', 'question'];
const hatchPx = 14;
/** Device pixels per CSS pixel of the drawn symbols: sharp on the screens of a control room. */
const density = 2;

/** Draws a square of `sizePx` CSS pixels with the origin in its centre. */
export function paint(
  sizePx: number,
  draw: (pen: CanvasRenderingContext2D) => void,
  centred = true,
): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = sizePx * density;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2d canvas');
  pen.scale(density, density);
  if (centred) pen.translate(sizePx / 2, sizePx / 2);
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Puts every symbol on the map, or redraws it in another palette. */
export function putImages(map: PortMap, palette: Palette): void {
  const put = (name: string, image: ImageData): void => {
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: density });
  };
  for (const body of bodies) {
    for (const tone of tones) {
      put(
        iconName(body, tone),
        paint(symbolSizePx, (pen) => drawBody(pen, body, tone, palette)),
      );
    }
  }
  for (const mark of marks)
    put(
      mark,
      paint(26, (pen) => drawMark(pen, mark, palette)),
    );
  put(
    'none',
    paint(2, () => undefined),
  );
  put(
    'selection',
    paint(symbolSizePx, (pen) => drawSelection(pen, palette)),
  );
  put(
    'hatch',
    paint(hatchPx, (pen) => drawHatch(pen, hatchPx, palette), false),
  );
}
