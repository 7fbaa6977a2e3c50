import { expect, test } from 'vitest';
import { toSentences } from '../src/ais/sentences.ts';
import { loadPort } from '../src/config/port-file.ts';
import type { AlertKind, Finding } from '../src/model/alert.ts';
import type { Zone } from '../src/model/zone.ts';
import { createFeeding } from './picture-feed.ts';
import { sharedBytes, sharedFile } from './shared.ts';

const antwerp = sharedFile('nmea/antwerp-2012.nmea.gz');
const denmark = sharedFile('nmea/denmark-2013.nmea.gz');
const drift = sharedFile('nmea/dma_538004030_drift.nmea.gz');
const startMs = Date.UTC(2012, 2, 14, 11, 30, 15);

/** Time of a `$PGHP` line: year, month, day, hour, minute, second, millisecond. */
function wrapperTime(line: string): number | null {
  if (!line.startsWith('$PGHP')) return null;
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0, ms = 0] = line.split(',').slice(2, 9).map(Number);
  return Date.UTC(y, mo - 1, d, h, mi, s, ms);
}

/** Plays a log with the clock of its lines and a tick a second; vessel-hours are seconds of vessels that are not lost. */
function play(
  path: string | null,
  timeOf: (line: string, index: number) => number | null,
  zones: readonly Zone[] = [],
) {
  const lines = sharedBytes(path).toString('latin1').split(/\r?\n/).filter(Boolean);
  const feeding = createFeeding({
    keepRows: false,
    zones,
    recordedAt: (payload) => payload.recordedAtMs,
  });
  const log = feeding.link('log');
  let nowMs = 0;
  let tickedS = 0;
  let vesselSeconds = 0;
  for (const [i, line] of lines.entries()) {
    nowMs = Math.max(nowMs, timeOf(line, i) ?? nowMs);
    const second = Math.floor(nowMs / 1000);
    // a gap of the log is no silence of the vessels that the rules are to judge
    if (tickedS === 0 || second - tickedS > 3600) tickedS = second;
    for (; tickedS < second; tickedS++) {
      feeding.pipeline.tick(tickedS * 1000);
      for (const v of feeding.picture.all()) if (v.signal !== null && v.signal !== 'lost') vesselSeconds++;
    }
    log.line(line, nowMs);
  }
  expect(feeding.complaints).toEqual([]);
  const raised = feeding.findings.filter(
    (f): f is Extract<Finding, { action: 'raise' }> => f.action === 'raise',
  );
  const kinds: Partial<Record<AlertKind, number>> = {};
  for (const { kind } of raised) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    raised,
    kinds,
    vesselHours: Math.round(vesselSeconds / 3600),
    spanS: nowMs / 1000,
    feeding,
  };
}

test.runIf(drift !== null)(
  'B4 B8 a tanker that drifted for hours off Denmark is told as drifting, once',
  () => {
    // Sent by 24 stations; one of them (992190923) now and then hands in positions that are a quarter of an hour old, which
    // look like a second vessel 1 km behind: that is what the two duplicates are, and nothing else is said.
    const { raised, kinds } = play(drift, wrapperTime);
    expect(kinds).toEqual({ drifting: 1, 'identity.duplicate': 2 });
    expect(raised[0]).toMatchObject({
      cause: 'drifting:538004030',
      severity: 'warning',
      trust: 'normal',
    });
  },
);

test.runIf(antwerp !== null)(
  'B8 in the Antwerp log vessels that behave raise next to nothing, and three lie too close',
  () => {
    // The log has no times and is thinned: at ten lines a second a moored vessel is heard every minute or so. Without
    // regard to the gaps in which a vessel is always heard, 206 signals were lost in these 44 vessel-hours.
    // What is left is one MMSI that sends from two places: 23 jumps and 23 duplicates in 1,000 vessel-hours.
    // Separation is 295 in 1,000 vessel-hours, of inland vessels that send no heading or size. Most are told as what they are,
    // a possibility that calls nobody; between hulls that are known there is none.
    const { kinds, vesselHours, raised } = play(antwerp, (_, i) => startMs + i * 100);
    expect(vesselHours).toBe(44);
    expect(kinds).toEqual({ 'identity.jump': 1, 'identity.duplicate': 1, separation: 13, cpa: 2 });
    const hulls = raised.filter(({ kind }) => kind === 'separation').map(({ evidence: { hull } }) => hull);
    expect(new Set(hulls)).toEqual(new Set(['circle']));
    const certain = raised.filter(({ kind, severity }) => kind === 'separation' && severity !== 'info');
    // antenna from antenna: under 10 m beside one cone, and twice under 50 m beside two, whatever the headings
    expect(certain.map(({ evidence: { demandedM } }) => demandedM)).toEqual([10, 50, 50]);
  },
);

test.runIf(antwerp !== null)(
  'C13 in the Antwerp log two encounters are told, 45 in 1,000 vessel-hours',
  () => {
    // Of 7 hours under way. Two barges meet bow to bow, 1.3 km apart, with no room between their antennas; and one that moves off at
    // 1.3 kn is crossed at 100 m by another whose size nobody said. With the drawn zones the first is left out: in a dock that is
    // over two minutes off. With the domain for open water (6 by 1.6 lengths) there were 14, most of them normal passes.
    const raised = (zones: readonly Zone[]): string[] =>
      play(antwerp, (_, i) => startMs + i * 100, zones)
        .raised.filter(({ kind }) => kind === 'cpa')
        .map(({ cause, severity }) => `${severity} ${cause}`);
    const crossed = 'warning cpa:205317690:244010803';
    expect(raised([])).toEqual([crossed, 'alarm cpa:244620839:244670002:contact']);
    expect(raised(loadPort(null).zones)).toEqual([crossed]);
  },
);

test.runIf(denmark !== null)(
  'C13 B8 in five minutes of all Denmark five encounters are told, 48 in 1,000 vessel-hours',
  () => {
    // 0 in 1,000 vessel-hours of every other kind: five minutes are too short for drift and anchors, not for the others.
    // Of 33 hours under way: two cross each other's bows, ships pass on opposite courses at 28 m and 18 m, one overtakes at
    // 70 m, one crosses close behind a ship that is casting off. Of none the size was heard in these minutes, so that 110 m count.
    const { kinds, vesselHours } = play(denmark, wrapperTime);
    expect(vesselHours).toBe(105);
    expect(kinds).toEqual({ cpa: 5 });
  },
);

test('B1 from bytes to the alarm: a man overboard without a position, under test and in earnest', () => {
  const feeding = createFeeding({ keepRows: false });
  const log = feeding.link('log');
  const say = (text: string): void => {
    const message = { type: 14, repeat: 0, mmsi: 972123456, text } as const;
    for (const line of toSentences(message, { channel: 'A' })) log.line(line, startMs);
  };
  say('MOB TEST');
  expect(feeding.findings).toEqual([]);
  say('MOB ACTIVE');
  say('MOB ACTIVE');
  expect(feeding.findings).toMatchObject([
    { cause: 'distress:972123456', severity: 'alarm', position: null },
  ]);
  expect(feeding.complaints).toEqual([]);
});
