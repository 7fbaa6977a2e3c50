import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertEvent } from '../../src/model/alert.ts';
import { buildChild, killed, undisturbed } from '../kills/runs.ts';

const killsAPass = 40;
/** `HW_TEST_KILLS=200` for five passes over the watch; 40 are one. */
const passes = Math.ceil(Number(process.env['HW_TEST_KILLS'] ?? killsAPass) / killsAPass);
const dir = mkdtempSync(join(tmpdir(), 'havenwacht-kills-'));
let script = '';
let expected: readonly AlertEvent[] = [];

beforeAll(async () => {
  script = await buildChild(join(dir, 'child'));
  expected = await undisturbed(script, join(dir, 'undisturbed'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Ids are drawn by lot: instead of each, its place among those of the log. */
function shown(events: readonly AlertEvent[]) {
  const ids = [...new Set(events.map(({ alert }) => alert.id))];
  return events.map(({ alert, ...event }) => ({
    ...event,
    alert: { ...alert, id: ids.indexOf(alert.id) },
  }));
}

const inShort = ({ at, event, alert }: AlertEvent): string =>
  `${at} ${event} ${alert.cause} ${alert.escalation}`;

test('A15 the watch that is disturbed has events of every sort', () => {
  const sorts = new Set(expected.map(({ event }) => event));
  expect(expected.length).toBeGreaterThan(150);
  expect([...sorts].sort()).toEqual(['acknowledged', 'cleared', 'closed', 'escalated', 'raised', 'snoozed']);
  expect(new Set(expected.map(({ alert }) => alert.kind)).size).toBeGreaterThanOrEqual(16);
});

test.each(Array.from({ length: passes }, (_, i) => i + 1))(
  'A15 pass %i: killed forty times, also in the midst of writes, the alert log is that of the undisturbed watch',
  async (seed) => {
    const { events, kills, inWrites } = await killed(script, join(dir, `pass-${seed}`), killsAPass, seed);
    expect(kills).toBe(killsAPass);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(inShort)).toEqual(expected.map(inShort));
    expect(shown(events)).toEqual(shown(expected));
    expect(inWrites).toBeGreaterThan(0);
  },
);
