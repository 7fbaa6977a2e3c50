import { beforeEach, expect, test } from 'vitest';
import { hazardOf, vesselOf } from '../../../test/gateway-helpers.ts';
import { createTestDesk } from '../../../test/test-desk.ts';
import type { Vessel } from '../../model/vessel.ts';
import { AlertNews } from './alert-news.ts';
import { LiveClient, type Outlet } from './client.ts';
import { liveLimits } from './limits.ts';
import { allShown } from './showing.test-data.ts';
import { Stage, type View } from './stage.ts';

/** A socket whose send buffer the test sets. */
class TestOutlet implements Outlet {
  bufferedAmount = 0;
  readonly sent: {
    vessels: { mmsi: string; name: string; zones: string[] }[];
    gone: string[];
    full: boolean;
    seq?: number;
  }[] = [];
  pings = 0;
  terminated = false;
  send(text: string | Buffer): void {
    this.sent.push(JSON.parse(text.toString()));
  }
  ping(): void {
    this.pings += 1;
  }
  close(): void {}
  terminate(): void {
    this.terminated = true;
  }
}

const everything: View = { box: null, hazardOnly: false };
const slow = liveLimits.slowBytes + 1;
let vessels: Map<number, Vessel>;
let outlet: TestOutlet;
let client: LiveClient;
beforeEach(() => {
  vessels = new Map();
  outlet = new TestOutlet();
  client = new LiveClient(
    outlet,
    { get: (m) => vessels.get(m), all: () => vessels.values(), size: 0 },
    allShown,
    liveLimits,
  );
});

function put(...changed: readonly Vessel[]): Stage {
  for (const vessel of changed) vessels.set(vessel.mmsi, vessel);
  return new Stage(1000, { changed, gone: [] });
}
function remove(mmsi: number): Stage {
  vessels.delete(mmsi);
  return new Stage(1000, { changed: [], gone: [mmsi] });
}
function begin(view: View = everything): void {
  client.subscribe(view, null);
  client.full(new Stage(1000, { changed: [], gone: [] }), 1000);
}
const last = () => outlet.sent.at(-1);
const named = (mmsi: number, name: string): Vessel => vesselOf(mmsi, 4.3, 51.3, { name });

test('W14 a slow client gets no stages, and the latest value of each vessel when it has caught up', () => {
  put(named(1, 'A'), named(2, 'B'), named(3, 'C'));
  begin();
  outlet.bufferedAmount = slow;
  client.stage(put(named(1, 'A1')));
  client.stage(put(named(1, 'A2'), named(4, 'D')));
  client.stage(remove(2));
  client.stage(put(named(5, 'E')));
  client.stage(remove(5));
  expect(outlet.sent).toHaveLength(1);

  outlet.bufferedAmount = liveLimits.recoveredBytes;
  client.stage(put());
  expect(outlet.sent).toHaveLength(1);

  outlet.bufferedAmount = liveLimits.recoveredBytes - 1;
  client.stage(put(named(3, 'C1')));
  expect(last()).toMatchObject({ full: false, gone: ['000000002'] });
  expect(
    last()
      ?.vessels.map(({ mmsi, name }) => `${Number(mmsi)} ${name}`)
      .sort(),
  ).toEqual(['1 A2', '3 C1', '4 D']);
  client.stage(put());
  expect(outlet.sent).toHaveLength(2);
});

test('W14 alerts go to a slow client at once, in order, none twice', () => {
  client.subscribe(everything, 2);
  outlet.bufferedAmount = slow;
  const desk = createTestDesk();
  for (let i = 0; i < 4; i += 1) desk.raise('cause');
  const news = (desk.eventsAfter(0) ?? []).map((event) => new AlertNews(event));
  client.alerts(news.slice(0, 3));
  client.alerts(news.slice(2));
  expect(outlet.sent.map(({ seq }) => seq)).toEqual([3, 4]);
});

test('W14 a client that subscribes while it is slow gets the picture when it has caught up', () => {
  put(named(1, 'A'));
  outlet.bufferedAmount = slow;
  begin();
  client.stage(put(named(2, 'B')));
  expect(outlet.sent).toEqual([]);
  outlet.bufferedAmount = 0;
  client.stage(put(named(1, 'A1')));
  expect(outlet.sent).toHaveLength(1);
  expect(last()).toMatchObject({ full: true, vessels: [{ name: 'A1' }, { name: 'B' }] });
});

test('W14 what a slow client is owed stays within the picture', () => {
  begin();
  outlet.bufferedAmount = slow;
  for (let mmsi = 1; mmsi < 5000; mmsi += 1) {
    client.stage(put(named(mmsi, 'passing')));
    client.stage(remove(mmsi));
  }
  outlet.bufferedAmount = 0;
  client.stage(put());
  expect(outlet.sent).toHaveLength(1);
});

test('W14 over 2 MiB a client that takes nothing for 30 s is cut off, over the hard limit at once', () => {
  outlet.bufferedAmount = liveLimits.overdueBytes + 1;
  expect(client.cutOffIfOverdue(0)).toBe(false);
  expect(client.cutOffIfOverdue(29_999)).toBe(false);
  outlet.bufferedAmount = liveLimits.overdueBytes;
  expect(client.cutOffIfOverdue(30_000)).toBe(false);
  outlet.bufferedAmount += 1;
  expect(client.cutOffIfOverdue(40_000)).toBe(false);
  expect(client.cutOffIfOverdue(70_000)).toBe(true);
  expect(outlet.terminated).toBe(true);

  outlet.terminated = false;
  outlet.bufferedAmount = liveLimits.hardBytes + 1;
  expect(client.cutOffIfOverdue(70_001)).toBe(true);
});

test('W14 a client that takes its large picture slowly is left in peace', () => {
  for (let second = 0; second < 300; second += 10) {
    outlet.bufferedAmount = 30_000_000 - second * 10_000;
    expect(client.cutOffIfOverdue(second * 1000)).toBe(false);
  }
});

test('W12 two pings without a sign of life, and the client is dead', () => {
  client.ping();
  client.ping();
  client.alive();
  client.ping();
  client.ping();
  expect([outlet.pings, outlet.terminated]).toEqual([4, false]);
  client.ping();
  expect([outlet.pings, outlet.terminated]).toEqual([4, true]);
});

test('W4 a vessel that leaves the box or stops being hazardous is gone, once', () => {
  const dangerous = (mmsi: number, lon: number, state: 'confirmed' | 'none-declared' | 'unknown') =>
    vesselOf(mmsi, lon, 51.3, { hazard: hazardOf(state) });
  put(dangerous(1, 4.3, 'confirmed'), dangerous(2, 4.3, 'unknown'), dangerous(3, 4.3, 'none-declared'));
  put(dangerous(4, 9, 'confirmed'));
  begin({ box: [4, 51, 5, 52], hazardOnly: true });
  expect(last()?.vessels.map(({ mmsi }) => Number(mmsi))).toEqual([1, 2]);
  client.stage(
    put(dangerous(1, 9, 'confirmed'), dangerous(2, 4.3, 'none-declared'), dangerous(4, 4.4, 'confirmed')),
  );
  expect(last()).toMatchObject({ vessels: [{ mmsi: '000000004' }], gone: ['000000001', '000000002'] });
  client.stage(put(dangerous(1, 9, 'confirmed')));
  expect(outlet.sent).toHaveLength(2);
});

test('W17 a vessel is made into text once a stage, however many clients want it', () => {
  const seen: string[] = [];
  const vessel = new Proxy(vesselOf(1), {
    get: (target, key, self) => {
      if (key === 'callsign') seen.push(key);
      return Reflect.get(target, key, self);
    },
  });
  const stage = put(vessel);
  for (let i = 0; i < 5; i += 1) {
    const other = new LiveClient(
      outlet,
      { get: (m) => vessels.get(m), all: () => vessels.values(), size: 1 },
      allShown,
      liveLimits,
    );
    other.subscribe(everything, null);
    other.stage(stage);
  }
  expect([outlet.sent.length, seen.length]).toEqual([5, 1]);
});

test('Q11 a text that was made for one reader in other zones is not given to the next', () => {
  const vessel = vesselOf(1, 4.3, 51.3, { zones: ['trap'] });
  const stage = put(vessel);
  client.subscribe(everything, null);
  client.stage(stage);
  // it moves on before the stage is over: the number that left the trap out is by now that of the dock
  vessel.zones = ['dock-1'];
  client.stage(stage);
  expect(outlet.sent.map(({ vessels: [told] }) => told?.zones)).toEqual([['trap'], ['dock-1']]);
});
