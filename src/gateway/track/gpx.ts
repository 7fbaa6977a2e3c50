import { instant } from '../../lib/instant.ts';
import { mmsiText } from '../../model/vessel.ts';
import { degrees, type TrackAbout, titleOf, xmlText } from './about.ts';
import type { ShownPages, ShownPoint } from './stretch.ts';

const mpsPerKn = 1852 / 3600;

function trackPoint(point: ShownPoint): string {
  const { sogKn, cogDeg } = point;
  const speed = sogKn === null ? '' : `<tpx:speed>${(sogKn * mpsPerKn).toFixed(2)}</tpx:speed>`;
  const course = cogDeg === null ? '' : `<tpx:course>${cogDeg % 360}</tpx:course>`;
  const moves = speed + course;
  const comment = point.computed ? '<cmt>speed computed</cmt>' : '';
  const extensions =
    moves === ''
      ? ''
      : `<extensions><tpx:TrackPointExtension>${moves}</tpx:TrackPointExtension></extensions>`;
  return `<trkpt lat="${degrees(point.lat)}" lon="${degrees(point.lon)}"><time>${instant(point.timeMs)}</time>${comment}${extensions}</trkpt>\n`;
}

/** GPX 1.1: one `trk`, a `trkseg` a stretch; speed (m/s) and course as in Garmin's TrackPointExtension, which readers know. */
export async function* gpxOf(pages: ShownPages, about: TrackAbout): AsyncGenerator<string, void, void> {
  const name = `<name>${xmlText(titleOf(about))}</name>`;
  let text = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Havenwacht" xmlns="http://www.topografix.com/GPX/1/1" xmlns:tpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
<metadata>${name}<time>${instant(about.toMs)}</time></metadata>
<trk>${name}<src>AIS of MMSI ${mmsiText(about.mmsi)}</src>
`;
  let open = false;
  for await (const page of pages) {
    for (const point of page) {
      if (point.begins) text += open ? '</trkseg>\n<trkseg>\n' : '<trkseg>\n';
      open = true;
      text += trackPoint(point);
    }
    yield text;
    text = '';
  }
  yield `${text}${open ? '</trkseg>\n' : ''}</trk>\n</gpx>\n`;
}
