import { expect, test } from 'vitest';
import { declarationOf } from '../../test/cargo-samples.ts';
import { createRandom } from '../lib/random.ts';
import { seal } from '../lib/sealed-line.ts';
import type { ArchiveBatch } from '../model/archive.ts';
import { rowsOf } from './batch.ts';
import { decodeSegment, encodeSegment } from './segment.ts';

const batch: ArchiveBatch = {
  positions: Array.from({ length: 1_203 }, (_, i) => ({
    timeMs: 1_795_428_000_123 + i,
    mmsi: 5_278_090,
    lon: 4.3 + i / 1e7,
    lat: -51.2,
    sogKn: i % 2 ? null : 7.3,
    cogDeg: null,
    headingDeg: 359,
    navStatus: 15,
    receiver: 'tcp/10.0.3.7 "ÿ"\n',
  })),
  vessels: [
    {
      mmsi: 1,
      timeMs: 2,
      class: 'A',
      name: 'line\nfeed',
      callsign: null,
      imo: null,
      eni: null,
      flag: null,
      shipType: null,
      eriType: null,
      lengthM: null,
      beamM: null,
      draughtM: null,
      destination: null,
      hazardState: 'unknown',
      inlandHazard: 2,
      dangerousCargo: null,
      persons: { count: 3, atMs: 2 },
      tankHull: false,
      told: null,
    },
  ],
  visits: [
    { step: 'enters', mmsi: 1, zoneId: 'lock-"royers"', timeMs: 2 },
    { step: 'leaves', mmsi: 1, zoneId: null, timeMs: 3 },
  ],
  alertEvents: [],
  declarations: [declarationOf({ note: 'two\nlines' })],
};
const file = (): Buffer => Buffer.from([...encodeSegment(batch)].join(''));

test('what was encoded is decoded', async () => {
  expect(await decodeSegment(file())).toEqual(batch);
});

test('K24 a row that an earlier program left waiting has said nothing of its cargo', async () => {
  const cargo = ['inlandHazard', 'dangerousCargo', 'persons', 'tankHull', 'told'];
  const [row] = batch.vessels;
  const earlier = Object.fromEntries(Object.entries(row ?? {}).filter(([key]) => !cargo.includes(key)));
  // the file as it was written then: the first line, and the row without what it did not have
  const [format = ''] = encodeSegment(batch);
  const text = format + seal(JSON.stringify({ vessel: earlier }));
  expect((await decodeSegment(Buffer.from(text))).vessels).toEqual([
    { ...earlier, ...Object.fromEntries(cargo.map((key) => [key, null])) },
  ]);
});

test('pieces are small enough to share the event loop', () => {
  const rows = [...encodeSegment(batch)].map((piece) => piece.split('\n').length - 1);
  expect(rows).toEqual([1, 500, 500, 203, 1, 2, 1]);
});

test('a cut or changed file gives its other rows, each as it was, and never an invented one', async () => {
  const random = createRandom(7);
  const known = new Set(batch.positions.map((row) => JSON.stringify(row)));
  for (let round = 0; round < 60; round += 1) {
    let bytes = file();
    if (round % 2) bytes = bytes.subarray(0, random.whole(0, bytes.length));
    // Behind the first line: a file whose format is unknown is another matter.
    for (let i = 0; i < 3; i += 1) {
      const at = random.whole(40, bytes.length - 1);
      if (at < bytes.length) bytes[at] = random.whole(0, 255);
    }
    const found = await decodeSegment(bytes);
    expect(found.positions.filter((row) => !known.has(JSON.stringify(row)))).toEqual([]);
    if (round % 2 === 0) expect(rowsOf(found)).toBeGreaterThanOrEqual(1_205 - 6);
  }
});

test('a file of another format is refused by its name', async () => {
  const text = [...encodeSegment(batch)].slice(1).join('');
  await expect(decodeSegment(Buffer.from(text))).rejects.toThrow(/its format is .* not "havenwacht spool 1"/);
  expect(rowsOf(await decodeSegment(Buffer.alloc(0)))).toBe(0);
});
