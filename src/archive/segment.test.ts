import { expect, test } from 'vitest';
import { declarationOf } from '../../test/cargo-samples.ts';
import { crc32c } from '../lib/crc32c.ts';
import { createRandom } from '../lib/random.ts';
import type { ArchiveBatch, VesselRow } from '../model/archive.ts';
import { rowsOf } from './batch.ts';
import { decodeRows, encodeRows } from './segment.ts';

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
  audit: [],
};
const SEGMENT = 7;
const ROWS = rowsOf(batch);
const file = (rows: ArchiveBatch = batch): Buffer => Buffer.concat([...encodeRows(SEGMENT, 0, rows)]);
/** Where each record begins, and the end. */
function starts(bytes: Buffer): number[] {
  const found = [0];
  for (let at = 0; at < bytes.length; found.push(at)) at += 16 + bytes.readUInt32LE(at + 4);
  return found;
}

test('V70 what was written is read, record by record with length, number and CRC-32C', async () => {
  const bytes = file();
  expect(await decodeRows(bytes, SEGMENT, 0)).toEqual({ batch, lost: 0, tornBytes: 0 });
  for (const [index, at] of starts(bytes).slice(0, -1).entries()) {
    const end = starts(bytes)[index + 1];
    expect(bytes.readUInt32LE(at)).toBe(crc32c(bytes, at + 4, end));
    expect([bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 12)]).toEqual([SEGMENT, index]);
    if (index > 20) break;
  }
});

test('K24 a row that an earlier program left waiting has said nothing of its cargo', async () => {
  const cargo = ['inlandHazard', 'dangerousCargo', 'persons', 'tankHull', 'told'];
  const [row] = batch.vessels;
  const earlier = Object.fromEntries(Object.entries(row ?? {}).filter(([key]) => !cargo.includes(key)));
  const vessels = [earlier as unknown as VesselRow];
  const { batch: read } = await decodeRows(file({ ...batch, vessels }), SEGMENT, 0);
  expect(read.vessels).toEqual([{ ...earlier, ...Object.fromEntries(cargo.map((key) => [key, null])) }]);
});

test('pieces are small enough to share the event loop', () => {
  const rows = [...encodeRows(SEGMENT, 0, batch)].map((piece) => starts(piece).length - 1);
  expect(rows).toEqual([500, 500, 203, 1, 2, 1]);
});

const few: ArchiveBatch = { ...batch, positions: batch.positions.slice(0, 4), vessels: [], declarations: [] };
const texts = (read: ArchiveBatch): string[] =>
  [...read.positions, ...read.vessels, ...read.visits, ...read.declarations].map((row) =>
    JSON.stringify(row),
  );

test('V71 cut at any byte, all whole records are there, and the rest is a torn tail', async () => {
  const bytes = file(few);
  const ends = starts(bytes);
  for (let length = 0; length <= bytes.length; length += 1) {
    const read = await decodeRows(bytes.subarray(0, length), SEGMENT, 0);
    const whole = ends.filter((end) => end <= length).length - 1;
    expect(texts(read.batch), `cut at ${length}`).toEqual(texts(few).slice(0, whole));
    expect(read.lost).toBe(0);
    expect(read.tornBytes).toBe(length - (ends[whole] ?? 0));
    // a power cut may leave blocks that were never filled
    const padded = Buffer.concat([bytes.subarray(0, ends[whole]), Buffer.alloc(100)]);
    expect(await decodeRows(padded, SEGMENT, 0)).toMatchObject({ lost: 0, tornBytes: 100 });
  }
});

test('V72 any byte flipped costs its own record, which is missed, and no other', async () => {
  const bytes = file(few);
  const ends = starts(bytes);
  const rows = texts(few);
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
    const victim = ends.filter((end) => end <= at).length - 1;
    const read = await decodeRows(damaged, SEGMENT, 0);
    expect(texts(read.batch), `flipped at ${at}`).toEqual(rows.filter((_, i) => i !== victim));
    if (victim < rows.length - 1) expect(read).toMatchObject({ lost: 1, tornBytes: 0 });
    else expect(read.lost + Number(read.tornBytes > 0)).toBe(1);
  }
});

test('V72 a file with much damage gives its other rows, each as it was, and never an invented one', async () => {
  const random = createRandom(7);
  const known = new Set(texts((await decodeRows(file(), SEGMENT, 0)).batch));
  for (let round = 0; round < 60; round += 1) {
    const bytes = file();
    for (let i = 0; i < 3; i += 1) bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
    const read = await decodeRows(bytes, SEGMENT, 0);
    expect(texts(read.batch).filter((row) => !known.has(row))).toEqual([]);
    expect(rowsOf(read.batch)).toBeGreaterThanOrEqual(ROWS - 3);
    expect(read.lost + Number(read.tornBytes > 0)).toBeGreaterThanOrEqual(ROWS - rowsOf(read.batch));
  }
});

test('V72 records of another segment are none', async () => {
  expect(await decodeRows(file(), SEGMENT + 1, 0)).toMatchObject({ lost: 1 });
});
