import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Organisation } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import { mayKnow } from '../model/audience.ts';
import type { AlertDesk } from '../model/ports.ts';
import { raise, silent } from './desk.test-data.ts';
import { createAlertDesk } from './desk.ts';
import { openJournal } from './journal.ts';
import { createStreams } from './streams.ts';

const organisation = (id: string, more: Partial<Organisation> = {}): Organisation => ({
  id,
  name: id,
  roles: ['harbourmaster'],
  areas: [],
  vessels: [],
  confined: false,
  ...more,
});
const port = organisation('port');
const police = organisation('police');
const terminal = organisation('terminal', { areas: ['quay'], vessels: ['205278090'], confined: true });
const organisations = [port, police, terminal];
/** The zones of these tests, and who may know of each. */
const audiences: Readonly<Record<string, readonly string[]>> = {
  trap: ['police'],
  customs: ['police', 'port'],
};
const zoneIds = ['royers', 'quay', 'trap', 'customs'];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streams-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function open(
  path: string,
  { keep = 1_000, of = organisations }: { keep?: number; of?: readonly Organisation[] } = {},
) {
  let nowMs = 0;
  const journal = await openJournal({ path, log: silent, keep, organisations: of });
  const limits = { maxAlerts: 1_000, maxEvents: 1_000, retryMs: 1 };
  const desk = createAlertDesk(journal, limits, () => nowMs, silent, {
    audienceOf: (zoneId) => audiences[zoneId],
  });
  const alertsOf = createStreams(desk, journal, of, desk);
  return {
    desk,
    alertsOf,
    /** Raises an alert of its own in a zone, about a vessel. */
    async raise(zoneId: string | null, mmsi = 244000001) {
      nowMs++;
      desk.consider([{ ...raise(`${zoneId}-${nowMs}-${desk.seq}`), zoneId, mmsi }], nowMs);
      await desk.flush();
      const alert = [...desk.all()].at(-1);
      if (alert === undefined) throw new Error('nothing was raised');
      return alert;
    },
    close: () => journal.close(),
  };
}

const everything = { state: null, kind: null, after: 0, limit: Number.POSITIVE_INFINITY };
const numbers = (events: readonly AlertEvent[] | null): number[] | undefined =>
  events?.map((event) => event.seq);
const oneTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

test('Q1 Q2 what is hidden is unknown: in lists, counts, events, numbers, hand-overs and actions', async () => {
  const { alertsOf, ...server } = await open(join(dir, 'log'));
  const told = new Map(organisations.map(({ id }) => [id, [] as AlertEvent[]]));
  for (const { id } of organisations)
    alertsOf(id, 'all').subscribe((events) => told.get(id)?.push(...events));
  await server.raise('royers');
  const hidden = await server.raise('trap');
  const after = await server.raise('royers');
  const view = alertsOf('port', 'all');
  expect(numbers(told.get('port') ?? [])).toEqual([1, 2]);
  expect(numbers(view.eventsAfter(0))).toEqual([1, 2]);
  expect(view.seq).toBe(2);
  expect(view.list(everything).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(view.list({ ...everything, after: 1 }).map(({ id }) => id)).toEqual([after.id]);
  expect(view.get(hidden.id)).toBeNull();
  expect(view.get(after.id)?.events.map(({ seq }) => seq)).toEqual([2]);
  expect(view.handover(0, 100).items.map(({ alert }) => alert.seq)).toEqual([1, 2]);
  expect(await view.act(hidden.id, 'close', 'ann', null)).toEqual({ outcome: 'unknown-alert' });
  expect(await view.snooze(hidden.id, '2026-01-01T00:00:00.000Z', 'ann', 'x')).toEqual({
    outcome: 'unknown-alert',
  });
  expect(server.desk.seq).toBe(3);
  const done = await view.act(after.id, 'acknowledge', 'ann', null);
  expect(done).toMatchObject({ outcome: 'done', alert: { seq: 3, acknowledgedBy: 'ann' } });
  expect(numbers(told.get('police') ?? [])).toEqual([1, 2, 3, 4]);
  expect(told.get('police')?.[1]?.alert.id).toBe(hidden.id);
  for (const events of told.values())
    for (const { seq, alert } of events) expect([alert.seq, 'audience' in alert]).toEqual([seq, false]);
  await server.close();
});

test('Q2 nothing says how many alerts there are: ids are drawn by lot', async () => {
  const server = await open(join(dir, 'log'));
  const ids = [await server.raise('royers'), await server.raise('royers')].map(({ id }) => id);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(2);
  await server.close();
});

test('Q3 a confined organisation has the alerts of its areas and vessels, and no others', async () => {
  const server = await open(join(dir, 'log'));
  await server.raise('royers');
  const inArea = await server.raise('quay');
  await server.raise(null);
  const ofVessel = await server.raise('royers', 205278090);
  const view = server.alertsOf('terminal', 'all');
  expect(view.list(everything).map(({ id, seq }) => [id, seq])).toEqual([
    [inArea.id, 1],
    [ofVessel.id, 2],
  ]);
  expect(view.seq).toBe(2);
  // the reach of a role can be narrower than what its organisation may know
  expect(server.alertsOf('terminal', 'own')).toBe(view);
  expect(server.alertsOf('port', 'own').list(everything)).toEqual([]);
  expect(server.alertsOf('terminal', 'none').list(everything)).toEqual([]);
  await server.close();
});

test('Q1 an alert keeps its audience for life; where nothing is hidden the stream is the log itself', async () => {
  const { alertsOf, ...server } = await open(join(dir, 'log'));
  const [event] = [await server.raise('royers')].flatMap(() => server.desk.kept());
  expect(alertsOf('port', 'all').eventsAfter(0)?.[0]).toBe(event);
  const epochs = organisations.map(({ id }) => alertsOf(id, 'all').epoch);
  expect(new Set(epochs).size).toBe(3);
  for (const epoch of epochs) expect(epoch.startsWith(`${server.desk.epoch}.`)).toBe(true);
  const hidden = await server.raise('trap');
  await server.desk.act(hidden.id, 'close', 'ann', null);
  expect(server.desk.kept().map(({ alert }) => alert.audience)).toEqual([undefined, ['police'], ['police']]);
  await server.close();
  const again = await open(join(dir, 'log'));
  expect(again.alertsOf('port', 'all').get(hidden.id)).toBeNull();
  expect(() => again.alertsOf('nobody', 'all')).toThrow("'nobody'");
  await again.close();
});

test('Q5 a new scope of a confined organisation is a new epoch; the others keep theirs', async () => {
  const first = await open(join(dir, 'log'), { keep: 3 });
  for (const zoneId of ['quay', 'royers', 'trap', 'quay', 'quay', 'quay']) await first.raise(zoneId);
  const epochs = (server: typeof first) => organisations.map(({ id }) => server.alertsOf(id, 'all').epoch);
  const before = epochs(first);
  await first.close();
  const wider = { ...terminal, areas: ['quay', 'royers'] };
  const other = await open(join(dir, 'log'), { keep: 3, of: [port, police, wider] });
  const then = epochs(other);
  expect([then[0], then[1]]).toEqual([before[0], before[1]]);
  expect(then[2]).not.toBe(before[2]);
  for (let i = 0; i < 12; i++) await other.raise('quay');
  await other.close();
  const back = await open(join(dir, 'log'), { keep: 3 });
  // its numbers of then cannot be known any more
  expect(epochs(back)[2]).not.toBe(before[2]);
  expect(epochs(back)[2]).not.toBe(then[2]);
  await back.close();
});

test('Q5 a log that lost a line of which nobody knows what it hid begins new epochs where something is hidden', async () => {
  const path = join(dir, 'log');
  const first = await open(path);
  for (const zoneId of ['trap', 'royers', 'royers']) await first.raise(zoneId);
  const epochs = (server: typeof first) => organisations.map(({ id }) => server.alertsOf(id, 'all').epoch);
  const before = epochs(first);
  await first.close();
  const lines = (await readFile(path, 'utf8')).split('\n');
  // the header, the hidden one, and the one that is lost
  lines[2] = (lines[2] ?? '').replace('entered', 'ENTERED');
  await writeFile(path, lines.join('\n'));
  const after = await open(path);
  const then = epochs(after);
  // nothing was ever hidden from the police
  expect(then.map((epoch, i) => epoch === before[i])).toEqual([false, true, false]);
  expect(after.alertsOf('port', 'all').eventsAfter(0)).toBeNull();
  await after.raise('royers');
  await after.close();
  const again = await open(path);
  expect(epochs(again)).toEqual(then);
  await again.close();
});

type Step =
  | { readonly do: 'raise'; readonly zoneId: string; readonly mmsi: number }
  | { readonly do: 'act'; readonly nth: number; readonly action: 'acknowledge' | 'close' }
  | { readonly do: 'restart' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('raise' as const),
      zoneId: fc.constantFrom(...zoneIds),
      mmsi: fc.constantFrom(244000001, 205278090),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      nth: fc.nat(9),
      action: fc.constantFrom('acknowledge' as const, 'close' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
);

/** What one reader of an organisation's stream holds: every event with its number, as it was told. */
interface Reading {
  readonly organisation: Organisation;
  readonly epoch: string;
  readonly events: AlertEvent[];
}

test('Q4 any events, restarts and rewritings of the log: each stream is whole, and goes on behind what was seen', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60, size: 'max' }),
      fc.constantFrom(3, 6, 1_000),
      async (script, keep) => {
        const path = join(dir, `log-${run++}`);
        let server = await open(path, { keep });
        /** Every event as the desk has it, and the streams that are right for it. */
        const all: AlertEvent[] = [];
        const readings: Reading[] = organisations.map((o) => ({
          organisation: o,
          epoch: server.alertsOf(o.id, 'all').epoch,
          events: [],
        }));
        const listen = (): void => {
          server.desk.subscribe((events) => all.push(...events));
          for (const { organisation: o, events } of readings)
            server.alertsOf(o.id, 'all').subscribe((more) => events.push(...more));
        };
        listen();
        for (const s of script) {
          if (s.do === 'raise') await server.raise(s.zoneId, s.mmsi);
          else if (s.do === 'restart') {
            await server.close();
            server = await open(path, { keep });
            listen();
          } else {
            const alerts = [...server.desk.all()];
            const alert = alerts.at(-1 - (s.nth % Math.max(1, alerts.length)));
            if (alert) await server.desk.act(alert.id, s.action, 'ann', null);
          }
        }
        for (const reading of readings)
          isWhole(reading, all, server.alertsOf(reading.organisation.id, 'all'));
        await server.close();
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

function isWhole({ organisation: o, epoch, events }: Reading, all: readonly AlertEvent[], view: AlertDesk) {
  const right = all.filter(({ alert }) => mayKnow(o, alert));
  expect(numbers(events)).toEqual(oneTo(right.length));
  expect(events.map(({ alert, event, at }) => [alert.id, event, at])).toEqual(
    right.map(({ alert, event, at }) => [alert.id, event, at]),
  );
  expect([view.epoch, view.seq]).toEqual([epoch, events.length]);
  // whoever comes back is given all that followed, or told that it cannot be
  for (let after = 0; after <= events.length; after++) {
    const missed = view.eventsAfter(after);
    if (missed !== null) expect(missed).toEqual(events.slice(after));
  }
  expect(view.eventsAfter(events.length)).toEqual([]);
  // what is listed has the number under which it was told
  for (const alert of view.list(everything)) expect(alert).toEqual(events[alert.seq - 1]?.alert);
}
