import { expect, test } from 'vitest';
import type { TrustReason, Vessel } from '../src/model/vessel.ts';
import { createFeeding } from './picture-feed.ts';
import { sharedBytes, sharedFile } from './shared.ts';

const antwerp = sharedFile('nmea/antwerp-2012.nmea.gz');
const world = sharedFile('nmea/world-2012.nmea.gz');
/** Date and time that the base stations of the world log give at its beginning. */
const startMs = Date.UTC(2012, 2, 14, 11, 30, 15);

const count = <K extends string>(vessels: readonly Vessel[], keys: (vessel: Vessel) => readonly K[]) => {
  const counts: Partial<Record<K, number>> = {};
  for (const vessel of vessels) for (const key of keys(vessel)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Plays a log through the pipeline, `perSecond` lines a second, and sums the picture up. */
function play(path: string | null, perSecond: number) {
  const lines = sharedBytes(path).toString('latin1').split(/\r?\n/).filter(Boolean);
  const feeding = createFeeding();
  const log = feeding.link('log');
  const endMs = startMs + Math.round((lines.length * 1000) / perSecond);
  for (const [i, line] of lines.entries()) log.line(line, startMs + Math.round((i * 1000) / perSecond));
  feeding.pipeline.tick(endMs);
  expect(feeding.complaints).toEqual([]);
  const vessels = [...feeding.picture.all()];
  const doubted = (reason: TrustReason) =>
    vessels.filter((v) => v.trust.reasons.includes(reason)).map((v) => v.mmsi);
  return {
    vessels,
    doubted,
    results: log.tally.results,
    rows: feeding.positions.length,
    sum: {
      vessels: vessels.length,
      classes: count(vessels, (v) => [v.class]),
      hazard: count(vessels, (v) => [v.hazard.state]),
      named: vessels.filter((v) => v.name !== null).length,
      nameConfirmed: vessels.filter((v) => v.nameConfirmed).length,
      noFlag: vessels.filter((v) => v.flag === null).length,
      trust: count(vessels, (v) => [v.trust.level]),
      reasons: count(vessels, (v) => v.trust.reasons),
    },
  };
}

test.runIf(world !== null)('T26 the picture of two minutes of the world feed', () => {
  // 48,000 lines in the 117 s that the base stations in it tell: 410 a second. Of 9,261 identities one sends nothing
  // that can be read. Static data come every 6 minutes: two minutes bring them of a seventh of the ships, all others
  // are of unknown cargo and without a name.
  const { sum, results, rows, doubted } = play(world, 410);
  expect(sum).toEqual({
    classes: {
      A: 7850,
      B: 566,
      aton: 81,
      base: 452,
      inland: 307,
      sar: 4,
    },
    hazard: {
      confirmed: 79,
      'none-declared': 47,
      'not-applicable': 913,
      suspected: 156,
      unknown: 8065,
    },
    nameConfirmed: 73,
    named: 1323,
    noFlag: 178,
    reasons: {
      dimensions: 13,
      'duplicate-identity': 6,
      'imo-invalid': 51,
      jump: 8,
      'mmsi-invalid': 181,
    },
    trust: {
      low: 244,
      normal: 9016,
    },
    vessels: 9260,
  });
  expect({ results, rows }).toEqual({
    results: {
      accepted: 46426,
      blank: 0,
      duplicate: 287,
      other: 0,
      part: 1276,
    },
    rows: 43148,
  });
  // 222222222, 412000000, 412123456, 413000000, 273000000 are numbers typed in by several ships at once; 244711426 and
  // 244645890 are Dutch identities that three or four vessels share
  expect(doubted('duplicate-identity').sort()).toEqual([
    222222222, 244645890, 244711426, 273000000, 412123456, 413000000,
  ]);
  expect(doubted('jump').sort()).toEqual([
    123456789, 200804300, 222222222, 244645890, 244690991, 244711426, 273000000, 412000000,
  ]);
});

test.runIf(antwerp !== null)('T26 the picture of the Antwerp log, at its own pace and all at once', () => {
  // the last fifth of the log repeats its first: at its own pace 80 to 90 s later, so that it counts as sent again and
  // one fast ship seems to jump back; all at once these 1,017 messages are copies
  const own = play(antwerp, 50);
  expect(own.sum).toEqual({
    classes: {
      A: 543,
      B: 3,
      base: 3,
      inland: 100,
    },
    hazard: {
      confirmed: 18,
      'none-declared': 11,
      'not-applicable': 17,
      suspected: 40,
      unknown: 563,
    },
    nameConfirmed: 7,
    named: 99,
    noFlag: 10,
    reasons: {
      dimensions: 3,
      'duplicate-identity': 1,
      'imo-invalid': 1,
      jump: 2,
      'mmsi-invalid': 10,
    },
    trust: {
      low: 16,
      normal: 633,
    },
    vessels: 649,
  });
  expect({ results: own.results, rows: own.rows }).toEqual({
    results: {
      accepted: 5572,
      blank: 0,
      duplicate: 48,
      other: 0,
      part: 184,
    },
    rows: 5324,
  });
  const atOnce = play(antwerp, 10_000);
  expect({ results: atOnce.results, rows: atOnce.rows }).toEqual({
    results: {
      accepted: 4553,
      blank: 0,
      duplicate: 1067,
      other: 0,
      part: 184,
    },
    rows: 4345,
  });
  // of a name that is heard again within the second it cannot be told whether it was sent again
  const { trust, reasons, nameConfirmed } = own.sum;
  expect({ ...atOnce.sum, trust, reasons, nameConfirmed }).toEqual(own.sum);
  expect([atOnce.sum.trust, atOnce.sum.reasons]).toEqual([
    {
      low: 15,
      normal: 634,
    },
    {
      dimensions: 3,
      'duplicate-identity': 1,
      'imo-invalid': 1,
      jump: 1,
      'mmsi-invalid': 10,
    },
  ]);
});
