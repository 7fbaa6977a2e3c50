import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { geojsonOf } from '../src/gateway/track/geojson.ts';
import { gpxOf } from '../src/gateway/track/gpx.ts';
import { kmlOf } from '../src/gateway/track/kml.ts';
import { inStretches, type ShownPages } from '../src/gateway/track/stretch.ts';
import type { TrackPoint } from '../src/model/archive.ts';
import { describeNeeding } from './services/needs.ts';

/**
 * The schemas that TopoGrafix (GPX 1.1) and OGC (KML 2.2) published, as Debian's package `pytrainer` has them; `HW_XML_SCHEMAS` names their
 * folder. xmllint (libxml2-utils) holds documents against them.
 */
const { HW_XML_SCHEMAS: folder = '/usr/share/pytrainer/schemas' } = process.env;
const isThere = existsSync(join(folder, 'ogckml22.xsd')) && spawnSync('xmllint', ['--version']).status === 0;
const need = {
  found: isThere ? folder : null,
  absent: '/absent.invalid',
  how: 'xmllint or the schemas of GPX and KML are missing; install the Debian packages libxml2-utils and pytrainer.',
};

const startMs = Date.parse('2026-11-23T10:00:00.250Z');
/** A name as a transmitter may send it. */
const about = { mmsi: 5_278_090, name: `<A&B> "]]>'`, fromMs: startMs, toMs: startMs + 86_400_000 };

/** Reports with and without each value, one alone between two silences, and a long stretch. */
function points(count: number): TrackPoint[] {
  let timeMs = startMs;
  return Array.from({ length: count }, (_, i) => {
    timeMs += i === 40 || i === 41 ? 7_200_000 : 10_000;
    return {
      ...{ timeMs, lon: -179.99999 + i * 1e-4, lat: i % 2 ? -0.0000001 : 51.3 },
      ...{ sogKn: i % 5 === 2 ? null : i % 11, cogDeg: i % 7 === 3 ? null : (i * 31) % 360.0 },
      ...{ headingDeg: i % 3 ? 97 : null, navStatus: i % 9 === 4 ? null : 0 },
    };
  });
}
async function* one(all: readonly TrackPoint[]): AsyncGenerator<readonly TrackPoint[]> {
  yield all;
}
const shown = (all: readonly TrackPoint[]): ShownPages => inStretches(one(all));

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

const tracks = { none: points(0), one: points(1), long: points(2_500) };

test('V40 the GeoJSON of a track is GeoJSON as RFC 7946 has it', async () => {
  for (const [title, track] of Object.entries(tracks)) {
    const source = await text(geojsonOf((toMs) => shown(track.filter((p) => p.timeMs < toMs)), about));
    expect(check(source), title).toMatchObject({ type: expect.any(String) });
  }
  expect(() => check('{"type":"Feature","geometry":{"type":"LineString","coordinates":[[4]]}}')).toThrow();
});

describeNeeding(need, 'tracks against published schemas', (schemas) => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    cpSync(schemas, dir, { recursive: true });
    copyFileSync(resolve(import.meta.dirname, '../fixtures/schemas/kml-gx.xsd'), join(dir, 'kml-gx.xsd'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  function validate(schema: string, source: string): void {
    const file = join(dir, 'document.xml');
    writeFileSync(file, source);
    execFileSync('xmllint', ['--nonet', '--noout', '--schema', join(dir, schema), file], { stdio: 'pipe' });
  }

  test.each([
    ['GPX', 'Topografix_gpx11.xsd', gpxOf, '<trkpt lat="91" lon="4"></trkpt>'],
    ['KML', 'kml-gx.xsd', kmlOf, '<gx:coord>4</gx:coord>'],
  ] as const)('V40 the %s of a track is valid against its schema', async (_, schema, write, wrong) => {
    for (const track of Object.values(tracks)) {
      const source = await text(write(shown(track), about));
      validate(schema, source);
      const spoilt = source.replace(/<trkpt.*?<\/trkpt>|<gx:coord>.*?<\/gx:coord>/s, wrong);
      if (track.length > 0) expect(() => validate(schema, spoilt)).toThrow(/fails to validate/);
    }
  });
});
