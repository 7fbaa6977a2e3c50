import { instant } from '../../lib/instant.ts';
import { mmsiText } from '../../model/vessel.ts';
import { degrees, type TrackAbout } from './about.ts';
import type { ShownPages } from './stretch.ts';

const header = 'mmsi,name,time,lon,lat,sogKn,sogComputed,cogDeg,headingDeg,navStatus,stretch';

/** A cell by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front: names are told by strangers. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const number = (value: number | null): string => (value === null ? '' : String(value));

/** A line a point; `stretch` counts from 1, and a new one begins behind each gap. */
export async function* csvOf(pages: ShownPages, about: TrackAbout): AsyncGenerator<string, void, void> {
  const vessel = `${mmsiText(about.mmsi)},${cell(about.name ?? '')}`;
  let text = `${header}\r\n`;
  let stretch = 0;
  for await (const page of pages) {
    for (const point of page) {
      if (point.begins) stretch += 1;
      const where = `${instant(point.timeMs)},${degrees(point.lon)},${degrees(point.lat)}`;
      const speed = `${number(point.sogKn)},${point.computed}`;
      text += `${vessel},${where},${speed},${number(point.cogDeg)},${number(point.headingDeg)},${number(point.navStatus)},${stretch}\r\n`;
    }
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
