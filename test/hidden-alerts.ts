import { memoryLog, silent } from '../src/alerts/desk.test-data.ts';
import { createAlertDesk, type WorkingAlertDesk } from '../src/alerts/desk.ts';
import { createStreams } from '../src/alerts/streams.ts';
import type { Organisation } from '../src/model/access.ts';
import type { AlertStreams } from '../src/model/ports.ts';
import type { Zone } from '../src/model/zone.ts';

/** The desk as the server has it, over a log in memory, with the streams of these organisations. */
export function deskOf(
  organisations: readonly Organisation[],
  zones: readonly Zone[],
  clock: () => number,
): { readonly desk: WorkingAlertDesk; readonly alertsOf: AlertStreams } {
  const limits = { maxAlerts: 1_000, maxEvents: 1_000, retryMs: 1 };
  const audienceOf = (zoneId: string) => zones.find(({ id }) => id === zoneId)?.visibleTo;
  const desk = createAlertDesk(memoryLog(), limits, clock, silent, { audienceOf });
  return { desk, alertsOf: createStreams(desk, { recovered: [], marks: new Map() }, organisations, desk) };
}
