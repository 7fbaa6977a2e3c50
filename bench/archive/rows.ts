import type { PositionRow } from '../../src/model/archive.ts';

/** Rows a transaction: what the writer takes from a segment. */
export const BATCH = 10_000;
const VESSELS = 3_000;

/** Positions of 3,000 vessels in the order in which they are heard: each every three seconds, from `fromMs` on. */
export function* batchesOf(count: number, fromMs: number): Generator<readonly PositionRow[]> {
  for (let from = 0; from < count; from += BATCH) {
    yield Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => rowOf(from + i, fromMs));
  }
}

function rowOf(i: number, fromMs: number): PositionRow {
  const vessel = i % VESSELS;
  const step = Math.floor(i / VESSELS);
  return {
    timeMs: fromMs + step * 3_000 + vessel,
    mmsi: 205_000_000 + vessel,
    lon: 4 + (vessel % 60) / 60 + step / 100_000,
    lat: 51 + Math.floor(vessel / 60) / 60,
    sogKn: (step % 100) / 10,
    cogDeg: step % 360,
    headingDeg: step % 360,
    navStatus: vessel % 9,
    receiver: 'kallo',
  };
}

/** The same rows in COPY's text format, as a loader has them ready: `havenwacht.positions` in the order of its columns. */
export function copyText(rows: readonly PositionRow[]): string {
  let text = '';
  for (const { timeMs, receiver, ...row } of rows) {
    const { mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus } = row;
    const values = [new Date(timeMs).toISOString(), mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus];
    text += `${values.join('\t')}\t${receiver}\n`;
  }
  return text;
}
