import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PositionRow } from '../src/model/archive.ts';
import type { Vessel } from '../src/model/vessel.ts';
import { createSimulation, type TimedSentence } from '../src/sim/simulation.ts';
import { createFeeding, type Feeding } from './picture-feed.ts';

const startMs = Date.UTC(2026, 10, 23, 10, 15, 0);
const minutes = 8;
const sent: readonly TimedSentence[] = createSimulation({ seed: 4, vessels: 14, startMs }).advanceTimed(
  startMs + minutes * 60_000,
);

/** Parts of one message stay together, as a receiver hands them on. */
const transmissions: readonly (readonly TimedSentence[])[] = (() => {
  const whole: TimedSentence[][] = [];
  for (const one of sent) {
    const [, , part] = one.sentence.split(',');
    if (part === '1') whole.push([one]);
    else whole.at(-1)?.push(one);
  }
  return whole;
})();

/** Aids to navigation of the simulation send no second: their time is that of hearing. */
const timeOf = (mmsi: number, timeMs: number): number => (mmsi >= 990_000_000 ? 0 : timeMs);

/** What of a vessel may not depend on who heard it first. */
function shown(vessel: Vessel) {
  const { receivers, heardAtMs, firstHeardMs, provenance, hazard, kinematics, ...rest } = vessel;
  const { evidence, ...cargo } = hazard;
  // newest first, and ship type and Inland data are dated by hearing
  const said = evidence.map(({ source, value }) => `${source} ${value}`).sort();
  const positionAtMs = timeOf(vessel.mmsi, kinematics?.positionAtMs ?? 0);
  return { ...rest, cargo, said, kinematics: kinematics && { ...kinematics, receiver: '', positionAtMs } };
}
const pictureOf = ({ picture }: Feeding) => [...picture.all()].map(shown).sort((a, b) => a.mmsi - b.mmsi);
const rowsOf = (rows: readonly PositionRow[]) =>
  rows
    .map((row) => ({ ...row, receiver: '', timeMs: timeOf(row.mmsi, row.timeMs) }))
    .sort((a, b) => a.mmsi - b.mmsi || a.timeMs - b.timeMs);

/** What reaches the server: at its time, by its receiver, in the order of each. */
function play(
  heard: readonly { atMs: number; receiver: string; sentences: readonly TimedSentence[] }[],
): Feeding {
  const feeding = createFeeding();
  const links = new Map<string, ReturnType<Feeding['link']>>();
  for (const { atMs, receiver, sentences } of [...heard].sort((a, b) => a.atMs - b.atMs)) {
    const link = links.get(receiver) ?? feeding.link(receiver);
    links.set(receiver, link);
    for (const { sentence } of sentences) link.line(sentence, atMs);
  }
  expect(feeding.complaints).toEqual([]);
  return feeding;
}

const once = play(
  transmissions.map((sentences) => ({ atMs: (sentences[0]?.atMs ?? 0) + 300, receiver: 'a', sentences })),
);

test('T24 any interleaving of the copies of several receivers gives the same picture and the same rows', () => {
  expect(once.picture.size).toBeGreaterThan(14);
  const receivers = ['a', 'b', 'c'];
  const way = fc.record({
    delaysMs: fc.tuple(...receivers.map(() => fc.integer({ min: 100, max: 5_000 }))),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(way, ({ delaysMs, seed }) => {
      const heard = transmissions.flatMap((sentences, i) => {
        // each is heard by one receiver at least
        const by = ((i * 7919 + seed) % 7) + 1;
        return receivers.flatMap((receiver, r) =>
          (by & (1 << r)) === 0
            ? []
            : [{ atMs: (sentences[0]?.atMs ?? 0) + (delaysMs[r] ?? 0), receiver, sentences }],
        );
      });
      const feeding = play(heard);
      expect(pictureOf(feeding)).toEqual(pictureOf(once));
      expect(rowsOf(feeding.positions)).toEqual(rowsOf(once.positions));
    }),
    { seed: 24, numRuns: 25 },
  );
});

const hex = (text: string): string =>
  [...text]
    .reduce((x, c) => x ^ c.charCodeAt(0), 0)
    .toString(16)
    .padStart(2, '0')
    .toUpperCase();
const tagged = ({ atMs, sentence }: TimedSentence): string => `\\c:${atMs}*${hex(`c:${atMs}`)}\\${sentence}`;

test('T13, T25 any order of late data gives the same rows in the archive, and moves nothing backwards', () => {
  const positions = transmissions.filter((parts) => parts.length === 1).slice(0, 400);
  const endMs = Math.max(...positions.map(([one]) => one?.atMs ?? 0));
  const playLate = (order: readonly number[]) => {
    const feeding = createFeeding({ recordedAt: (payload) => payload.recordedAtMs });
    const link = feeding.link('recorded');
    for (const i of order) for (const one of positions[i] ?? []) link.line(tagged(one), endMs + 500);
    return feeding;
  };
  const inOrder = playLate(positions.map((_, i) => i));
  expect(inOrder.positions.length).toBeGreaterThan(200);
  const indices = positions.map((_, i) => i);
  fc.assert(
    fc.property(fc.shuffledSubarray(indices, { minLength: indices.length }), (order) => {
      const feeding = playLate(order);
      expect(rowsOf(feeding.positions)).toEqual(rowsOf(inOrder.positions));
      for (const vessel of feeding.picture.all()) {
        const newest = inOrder.picture.get(vessel.mmsi)?.kinematics?.positionAtMs;
        expect(vessel.kinematics?.positionAtMs).toBe(newest);
        if (newest !== undefined) expect(newest).toBeGreaterThanOrEqual(endMs - 60_000);
      }
    }),
    { seed: 25, numRuns: 20 },
  );
});

test('T14 a log played at any speed through one connection keeps every position, in the order of the log', () => {
  for (const speed of [3, 10_000]) {
    const feeding = createFeeding();
    const link = feeding.link('log');
    const latest = new Map<number, number>();
    let moved = 0;
    for (const { atMs, sentence } of sent) {
      const before = feeding.positions.length;
      link.line(sentence, startMs + (atMs - startMs) / speed);
      for (const row of feeding.positions.slice(before)) {
        expect(row.timeMs).toBeGreaterThan(latest.get(row.mmsi) ?? 0);
        latest.set(row.mmsi, row.timeMs);
        expect(feeding.picture.get(row.mmsi)?.kinematics).toMatchObject({ lon: row.lon, lat: row.lat });
        moved++;
      }
    }
    // equal payloads of ships at rest, minutes apart in the log, come within the minute and count once
    expect(moved + link.tally.results.duplicate).toBeGreaterThanOrEqual(once.positions.length);
    expect(link.tally.results.duplicate).toBeLessThan(once.positions.length / 20);
  }
});
