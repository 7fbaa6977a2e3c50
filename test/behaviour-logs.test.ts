import { expect, test } from 'vitest';
import type { AlertKind, Finding } from '../src/model/alert.ts';
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
function play(path: string | null, timeOf: (line: string, index: number) => number | null) {
  const lines = sharedBytes(path).toString('latin1').split(/\r?\n/).filter(Boolean);
  const feeding = createFeeding({ keepRows: false, recordedAt: (payload) => payload.recordedAtMs });
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
  const raised = feeding.findings.filter((f): f is Extract<Finding, { action: 'raise' }> => f.action === 'raise');
  const kinds: Partial<Record<AlertKind, number>> = {};
  for (const { kind } of raised) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { raised, kinds, vesselHours: Math.round(vesselSeconds / 3600), spanS: nowMs / 1000, feeding };
}

test.runIf(drift !== null)('B4 a ship that drifted', () => {
  const { raised, kinds, vesselHours, feeding } = play(drift, wrapperTime);
  console.log(kinds, vesselHours, raised.map((f) => [f.cause, f.text, JSON.stringify(f.evidence)]), feeding.picture.size);
});
test.runIf(antwerp !== null)('B8 antwerp', () => {
  for (const rate of [5, 10, 50]) {
    const { kinds, vesselHours, raised } = play(antwerp, (_, i) => startMs + (i * 1000) / rate);
    console.log(rate, kinds, vesselHours, raised.slice(0,6).map((f) => f.text));
  }
});
test.runIf(denmark !== null)('B8 denmark', () => {
    const { kinds, vesselHours, raised } = play(denmark, (l, i) => wrapperTime(l) ?? startMs + (i * 1000) / 50);
    console.log(kinds, vesselHours, raised.slice(0,60).map((f) => f.text));
});
