import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AlertEvent, ruleNames } from '../src/model/alert.ts';
import { scenarios } from '../src/sim/scenarios/all.ts';
import { type Expected, filesOf, ruleOf } from '../src/sim/scenarios/scenario.ts';
import { folder } from './scenarios/folder.ts';
import { createWatchRoom, memoryLog, zonesOf } from './scenarios/watch-room.ts';

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.(nmea|json)$/.test(f))
  .sort();
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

interface Told {
  readonly start: string;
  readonly untilS: number;
  readonly toleranceS: number;
  readonly zones: readonly object[];
  readonly expect: readonly Expected[];
}

const shown = ({ event, kind, mmsi, zoneId, severity, atS }: Expected): string =>
  `${atS} ${event} ${kind} ${mmsi} ${zoneId} ${severity}`;

/** The log plays through everything between bytes and alert log; the events that came of it. */
async function play(name: string): Promise<{ told: Told; events: readonly AlertEvent[] }> {
  const told: Told = JSON.parse(read(`${name}.json`));
  const { events, log } = memoryLog();
  const room = createWatchRoom(zonesOf(told.zones), log);
  room.until(Date.parse(told.start));
  for (const line of read(`${name}.nmea`).split('\r\n')) if (line !== '') room.take(line);
  room.until(Date.parse(told.start) + told.untilS * 1000);
  await room.desk.flush();
  expect(room.complaints).toEqual([]);
  expect(room.refused()).toBe(0);
  return { told, events };
}

describe('scenarios', () => {
  test('A14 every rule has one in which it fires, one in which it stays silent, and one at the edge', () => {
    const named = (rule: string) => scenarios.filter((s) => ruleOf(s) === rule).map(({ name }) => name);
    expect(ruleNames.map((rule) => [rule, ...named(rule).slice(0, 3)])).toEqual(
      ruleNames.map((rule) => [rule, 'fires', 'stays-silent', 'edge']),
    );
  });

  test('A14 one that fires says so, and one that stays silent does not', () => {
    for (const scenario of scenarios) {
      const { kind, name, expect: expected } = scenario;
      const raises = expected.some((e) => e.kind === kind && e.event === 'raised');
      const about = [ruleOf(scenario), name];
      if (name.startsWith('fires')) expect([...about, raises]).toEqual([...about, true]);
      if (name === 'stays-silent') expect([...about, raises]).toEqual([...about, false]);
    }
  });

  test('A14 the files are those that the generator writes, and small', () => {
    const written = scenarios.flatMap(filesOf);
    expect(files).toEqual(written.map(({ path }) => path).sort());
    for (const { path, text } of written) {
      expect(read(path), `${path}: run npm run scenarios`).toBe(text);
      expect(text.length).toBeLessThan(60_000);
    }
    expect(written.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(2_000_000);
  });

  test.each(files.filter((f) => f.endsWith('.nmea')).map((f) => f.slice(0, -5)))(
    'A14 %s leaves exactly the events that are written down for it',
    async (name) => {
      const { told, events } = await play(name);
      const startMs = Date.parse(told.start);
      const found = events.map(({ event, at, alert: { kind, mmsi, zoneId, severity } }, i): string => {
        const atS = (Date.parse(at) - startMs) / 1000;
        const expectedS = told.expect[i]?.atS ?? Number.NaN;
        const near = Math.abs(atS - expectedS) <= told.toleranceS ? expectedS : atS;
        return shown({ event: event as Expected['event'], kind, mmsi, zoneId, severity, atS: near });
      });
      expect(found).toEqual(told.expect.map(shown));
    },
  );
});
