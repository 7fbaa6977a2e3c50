import { instant } from '../../lib/instant.ts';
import { mmsiText } from '../../model/vessel.ts';
import { degrees, type TrackAbout, titleOf, xmlText } from './about.ts';
import type { ShownPages, ShownPoint } from './stretch.ts';

/** Points of one `gx:Track`, whose times stand before its places: they are held until both are written. */
const trackPoints = 1_000;

function trackOf(points: readonly ShownPoint[]): string {
  const whens = points.map(({ timeMs }) => `<when>${instant(timeMs)}</when>`).join('');
  const places = points
    .map(({ lon, lat }) => `<gx:coord>${degrees(lon)} ${degrees(lat)} 0</gx:coord>`)
    .join('');
  const values = (write: (point: ShownPoint) => string): string =>
    points.map((point) => `<gx:value>${write(point)}</gx:value>`).join('');
  const speeds = values(({ sogKn }) => (sogKn === null ? '' : String(sogKn)));
  const computed = values((point) => (point.computed ? '1' : '0'));
  const data = `<ExtendedData><SchemaData schemaUrl="#report"><gx:SimpleArrayData name="sogKn">${speeds}</gx:SimpleArrayData><gx:SimpleArrayData name="sogComputed">${computed}</gx:SimpleArrayData></SchemaData></ExtendedData>`;
  return `<gx:Track>${whens}${places}${data}</gx:Track>\n`;
}

/** KML 2.2 with Google's `gx:MultiTrack`, in which what lies between two tracks is no way. A long stretch is several, end to end. */
export async function* kmlOf(pages: ShownPages, about: TrackAbout): AsyncGenerator<string, void, void> {
  const name = `<name>${xmlText(titleOf(about))}</name>`;
  let text = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document>${name}
<Schema id="report"><gx:SimpleArrayField name="sogKn" type="float"/><gx:SimpleArrayField name="sogComputed" type="int"/></Schema>
<Placemark>${name}<description>AIS of MMSI ${mmsiText(about.mmsi)}</description>
<gx:MultiTrack><gx:interpolate>0</gx:interpolate>
`;
  let held: ShownPoint[] = [];
  for await (const page of pages) {
    for (const point of page) {
      if (point.begins && held.length > 0) {
        text += trackOf(held);
        held = [];
      } else if (held.length === trackPoints) {
        text += trackOf(held);
        held = held.slice(-1);
      }
      held.push(point);
    }
    yield text;
    text = '';
  }
  if (held.length > 0) text += trackOf(held);
  yield `${text}</gx:MultiTrack></Placemark></Document>\n</kml>\n`;
}
