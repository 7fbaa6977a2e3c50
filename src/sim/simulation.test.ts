import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { simulated } from '../../test/simulated.ts';
import type { AisMessage } from '../model/messages.ts';
import { imoNumber } from './identity.ts';
import { createSimulation } from './simulation.ts';

const startMs = Date.UTC(2026, 10, 23, 10, 0, 0, 250);
const settings = { seed: 20, vessels: 120, startMs };
const minute = 60_000;
const run = simulated(settings, 45);

/** The members of the union that are sent as one of the types `T`. */
type Sent<T, M = AisMessage> = M extends { type: infer U }
  ? [Extract<U, T>] extends [never]
    ? never
    : M
  : never;
const ofTypes = <T extends AisMessage['type']>(...types: readonly T[]) =>
  run.heard.flatMap(({ atMs, message }) =>
    (types as readonly number[]).includes(message.type) ? [{ atMs, message: message as Sent<T> }] : [],
  );
const bySender = <M extends { mmsi: number }>(list: readonly { atMs: number; message: M }[]) => {
  const senders = new Map<number, { atMs: number; message: M }[]>();
  for (const item of list) senders.set(item.message.mmsi, [...(senders.get(item.message.mmsi) ?? []), item]);
  return senders;
};
const pairs = <T>(list: readonly T[]): (readonly [T, T])[] =>
  list.slice(1).map((item, i) => [list[i] as T, item] as const);

describe('the same again', () => {
  const digest = (over: Partial<typeof settings> = {}, stepMs = 10 * minute): string => {
    const simulation = createSimulation({ ...settings, ...over });
    const hash = createHash('sha256');
    for (let t = stepMs; t <= 10 * minute; t += stepMs) {
      for (const sentence of simulation.advance(startMs + t)) hash.update(`${sentence}\r\n`);
    }
    return hash.digest('hex');
  };

  test('the same seed gives the same bytes over ten minutes, another seed others', () => {
    expect(digest()).toBe(digest());
    expect(digest({ seed: 21 })).not.toBe(digest());
  });

  test('how often it is advanced changes nothing', () => {
    expect(digest({}, 250)).toBe(digest());
  });
});

describe('sentences', () => {
  test('fit 82 characters with their line end, and the reader and decoder refuse none', () => {
    expect(Math.max(...run.sentences.map(({ sentence }) => sentence.length + 2))).toBeLessThanOrEqual(82);
    expect(run.refused).toEqual([]);
    expect(run.sentences.length).toBeGreaterThan(15_000);
  });

  test('come in the order of time', () => {
    expect(pairs(run.sentences).filter(([a, b]) => b.atMs < a.atMs)).toEqual([]);
    expect(run.sentences[0]?.atMs).toBeGreaterThan(startMs);
    expect(run.sentences.at(-1)?.atMs).toBeLessThanOrEqual(startMs + 45 * minute);
  });

  test('number messages of several parts from 0 to 9 and around', () => {
    const ids = run.sentences
      .map(({ sentence }) => sentence.split(','))
      .flatMap(([, total, part, id]) => (total !== '1' && part === '1' ? [Number(id)] : []));
    expect(new Set(ids).size).toBe(10);
    expect(pairs(ids).filter(([a, b]) => b !== (a + 1) % 10)).toEqual([]);
  });

  test('of one station alternate between the channels', () => {
    const last = new Map<number, string>();
    const same = run.heard.filter(({ channel, message }) => {
      const before = last.get(message.mmsi);
      last.set(message.mmsi, channel);
      return channel === before;
    });
    expect(same).toEqual([]);
  });
});

/** Shortest and longest time to the next report, with the play of a transponder's clock and rounding at 14 kn. */
function allowedSilence(a: Sent<1 | 3 | 18>): readonly [number, number] {
  const sogKn = a.sogKn ?? 0;
  // Who lies still may cast off any moment, and says so.
  const soonest = (intervalMs: number): number => (sogKn <= 0.1 ? 1_800 : intervalMs * 0.95);
  if (a.type === 18) return [soonest(30_000), sogKn > 2.1 ? 31_500 : 189_000];
  if (a.navStatus === 5 || a.navStatus === 1) return [1_800, 189_000];
  if (a.type === 3) return [soonest(sogKn > 13.9 ? 2_000 : 3_333), sogKn > 14.1 ? 2_100 : 3_500];
  return [soonest(sogKn > 13.9 ? 6_000 : 10_000), sogKn > 14.1 ? 6_300 : 10_500];
}

describe('reports', () => {
  const positions = bySender(ofTypes(1, 3, 18));

  test('of every vessel are on the air within 5 s, with static data within 20 s', () => {
    const opening = run.heard.filter(({ atMs }) => atMs <= startMs + 20_000);
    const early = opening.filter(
      ({ atMs, message }) => atMs <= startMs + 5_000 && [1, 3, 18].includes(message.type),
    );
    expect(new Set(early.map(({ message }) => message.mmsi)).size).toBe(120);
    const named = opening.filter(({ message }) => message.type === 5 || message.type === 24);
    expect(new Set(named.map(({ message }) => message.mmsi)).size).toBe(120);
  });

  test('of class A and B keep the intervals of M.1371', () => {
    const faults: string[] = [];
    let moving = 0;
    for (const list of positions.values()) {
      for (const [{ atMs, message: a }, { atMs: nextMs }] of pairs(list)) {
        const silence = nextMs - atMs;
        const beyondTheEdge = silence > 10 * minute;
        const [least, most] = allowedSilence(a);
        if (!beyondTheEdge && (silence < least || silence > most)) {
          faults.push(`${a.mmsi} at ${a.sogKn} kn silent for ${silence} ms`);
        }
        if (most < 11_000) moving += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(moving).toBeGreaterThan(5_000);
  });

  test('carry the second of their time', () => {
    const wrong = ofTypes(1, 3, 18).filter(
      ({ atMs, message }) => message.utcSecond !== Math.floor(atMs / 1_000) % 60,
    );
    expect(wrong).toEqual([]);
    for (const { atMs, message: m } of ofTypes(4)) {
      const said = Date.UTC(
        m.year ?? 0,
        (m.month ?? 0) - 1,
        m.day ?? 0,
        m.hour ?? 0,
        m.minute ?? 0,
        m.second ?? 0,
      );
      expect(atMs - said).toBeLessThan(1_000);
      expect(atMs).toBeGreaterThanOrEqual(said);
    }
  });

  test('of the base station, the aids, the helicopter and static data come in their turn', () => {
    expect(ofTypes(4)).toHaveLength(270);
    for (const list of bySender(ofTypes(21)).values()) expect(list).toHaveLength(15);
    expect(ofTypes(21).some(({ message }) => message.virtual)).toBe(true);
    expect(ofTypes(9).length).toBeGreaterThan(20);
    for (const list of bySender(ofTypes(5)).values()) {
      for (const [a, b] of pairs(list)) expect(b.atMs - a.atMs).toBeLessThanOrEqual(70 * minute);
    }
    for (const [i, { message }] of run.heard.entries()) {
      if (message.type === 8)
        expect(run.heard[i - 1]?.message).toMatchObject({ type: 5, mmsi: message.mmsi });
    }
  });

  test('show moored ships as moored, and about half of the fleet under way', () => {
    const first = [...positions.values()].map((list) => list[0]?.message);
    const moored = first.filter((m) => m?.type !== 18 && m?.navStatus === 5);
    expect(moored.length).toBeGreaterThan(30);
    expect(moored.length).toBeLessThan(80);
    for (const m of moored) expect(m?.sogKn).toBeLessThanOrEqual(0.1);
    expect(ofTypes(1, 3).some(({ message }) => message.manoeuvre === 2)).toBe(true);
  });
});

describe('vessels', () => {
  test('have identities of their own in the right form', () => {
    const statics = bySender(ofTypes(5));
    const names = new Set<string | null>();
    for (const [mmsi, [first]] of statics) {
      expect(String(mmsi)).toMatch(/^[2-6]\d{8}$/);
      const { imo, name, callsign } = first?.message ?? {};
      if (imo) expect(imoNumber(Math.floor(imo / 10))).toBe(imo);
      expect(name).toMatch(/^[A-Z0-9 ]{3,20}$/);
      expect(callsign).toMatch(/^[A-Z0-9]{4,7}$/);
      names.add(name ?? null);
    }
    expect(names.size).toBe(statics.size);
    for (const { message } of ofTypes(8)) expect(message.inland?.eni).toMatch(/^0[1-7]\d{6}$|^200\d{5}$/);
  });

  test('an IMO number that is known to be right has its check digit', () => {
    expect(imoNumber(907_472)).toBe(9_074_729);
  });

  test('mix the hazards as they are heard on the air', () => {
    const tanks = [...bySender(ofTypes(8)).values()].flatMap(([first]) => first?.message.inland ?? []);
    const hazards = tanks
      .filter(({ eriType }) => [8021, 8022, 8040].includes(eriType ?? 0))
      .map((t) => t.hazard);
    const share = (test: (hazard: number) => boolean): number => hazards.filter(test).length / hazards.length;
    expect(hazards.length).toBeGreaterThan(20);
    expect(share((h) => h === 5)).toBeGreaterThan(0.2);
    expect(share((h) => h === 0)).toBeGreaterThan(0.35);
    expect(share((h) => h === 1 || h === 2)).toBeGreaterThan(0.05);
    const seaTypes = [...bySender(ofTypes(5)).values()].map(([first]) => first?.message.shipType ?? 0);
    for (const type of [80, 52, 50]) expect(seaTypes).toContain(type);
  });

  test('do not jump', () => {
    const speeds = [...bySender(ofTypes(1, 3, 18)).values()].flatMap((list) =>
      pairs(list).map(([a, b]) => {
        const north = ((b.message.lat ?? 0) - (a.message.lat ?? 0)) * 111_265;
        const east = ((b.message.lon ?? 0) - (a.message.lon ?? 0)) * 69_600;
        return Math.hypot(north, east) / ((b.atMs - a.atMs) / 1_000) / 0.5144;
      }),
    );
    expect(Math.max(...speeds)).toBeLessThan(25);
    expect(Math.max(...speeds)).toBeGreaterThan(10);
  });

  test('that cannot be simulated are refused by name', () => {
    expect(() => createSimulation({ ...settings, vessels: -1 })).toThrow(/vessels: -1/);
    expect(() => createSimulation({ ...settings, vessels: 1.5 })).toThrow(/vessels/);
    expect(() => createSimulation({ ...settings, seed: Number.NaN })).toThrow(/seed/);
    expect(() => createSimulation({ ...settings, startMs: 0.5 })).toThrow(/startMs/);
  });
});
