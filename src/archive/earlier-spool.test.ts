import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertEvent, position, vessel } from '../../test/stores/archive-rows.ts';
import { openAppendFile } from '../lib/append-file.ts';
import { seal } from '../lib/sealed-line.ts';
import { takeOverEarlierSpool } from './earlier-spool.ts';
import { openSpool } from './spool.ts';

const MMSI = 211_000_001;
const first = seal('havenwacht spool 1');
const positionLine = (timeMs: number): string =>
  seal(JSON.stringify([timeMs, MMSI, 4.2951234567, 51.2765432101, 7.3, 128.7, 129, 0, 'kallo']));

test('V82 what an earlier release left waiting is taken over; a damaged line is missed, and its file kept', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  const event = alertEvent(MMSI, '2026-11-23T10:00:00.000Z');
  const records = [{ vessel: vessel(MMSI, 5) }, { event }].map((row) => seal(JSON.stringify(row)));
  const damaged = positionLine(3).replace('kallo', 'kalla');
  writeFileSync(join(dir, '000000000001-positions-2.seg'), first + positionLine(1) + positionLine(2));
  writeFileSync(join(dir, '000000000002-positions-2.seg'), first + damaged + positionLine(4));
  writeFileSync(join(dir, '000000000003-records-2.seg'), first + records.join(''));
  const spool = await openSpool({ dir, segmentBytes: 1_000_000, openFile: openAppendFile });
  expect(await takeOverEarlierSpool(dir, spool)).toEqual([
    '000000000002-positions-2.seg: 1 of its 2 rows cannot be read',
  ]);
  await spool.close();

  const next = await openSpool({ dir, segmentBytes: 1_000_000, openFile: openAppendFile });
  const batches = await Promise.all(next.waiting().map(async (segment) => (await next.load(segment)).batch));
  expect(batches.flatMap(({ positions }) => positions)).toEqual([1, 2, 4].map((at) => position(MMSI, at)));
  expect(batches.flatMap(({ vessels }) => vessels)).toEqual([vessel(MMSI, 5)]);
  expect(batches.flatMap(({ alertEvents }) => alertEvents)).toEqual([event]);
  expect(readdirSync(dir).sort()).toEqual([
    '000000000002-positions-2.seg.damaged',
    '0000000001-positions.seg',
    '0000000001-records.seg',
  ]);
  expect(next.damagedFiles).toBe(1);
  await next.close();
  rmSync(dir, { recursive: true });
});
