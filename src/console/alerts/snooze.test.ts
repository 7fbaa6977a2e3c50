import { expect, test } from 'vitest';
import { snoozeFault } from '../../gateway/snooze.ts';
import { snoozeEnd, snoozeMinutes } from './snooze.ts';

test('A8 every pause that the page offers is one that the server takes', () => {
  const nowMs = Date.UTC(2026, 10, 25, 10);
  expect(snoozeEnd(nowMs, 15)).toBe('2026-11-25T10:15:00.000Z');
  for (const minutes of snoozeMinutes) expect(snoozeFault(snoozeEnd(nowMs, minutes), nowMs)).toBeNull();
});
