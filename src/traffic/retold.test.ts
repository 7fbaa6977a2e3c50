import { expect, test, vi } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { AisMessage } from '../model/messages.ts';
import type { LivePicture } from './live-picture.ts';
import { createPicture } from './picture.ts';
import { inland, position, voyage } from './samples.test-data.ts';

/** The short way of what vessels say again, and the long one that it can all go. */

const ways = vi.hoisted(() => ({ short: true, taken: 0 }));
vi.mock(import('./retold.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    saysAgain(...said) {
      if (!ways.short || !real.saysAgain(...said)) return false;
      ways.taken++;
      return true;
    },
  };
});

const startMs = Date.UTC(2026, 10, 23, 10);
const hourMs = 3_600_000;
const limits = { maxVessels: 9, forgetMs: 24 * hourMs };

/** A message of one of 10 vessels: mostly one of the few that it sends over and over, with one field changed now and then. */
function message(random: Random): AisMessage {
  const id = random.whole(0, 9);
  const mmsi = 244_000_000 + id;
  const changed = random.chance(0.08);
  const name = random.chance(0.05) ? random.pick([null, 'OTHER']) : `VESSEL ${id}`;
  const hull = { shipType: id % 2 === 0 ? 82 : 70, toBowM: changed ? random.whole(20, 90) : 60 };
  const sides = { toSternM: 20, toPortM: 5, toStarboardM: 6 };
  const kind = random.unit();
  if (kind < 0.35)
    return voyage(mmsi, {
      name,
      ...hull,
      destination: changed ? 'GENT' : 'ANTWERP',
      imo: id < 3 ? 123 : 9074729,
    });
  if (kind < 0.55 && id < 6) return inland(mmsi, changed ? random.whole(0, 5) : id % 4);
  if (kind < 0.7 && id > 4) return { type: 24, part: 0, repeat: 0, mmsi, name };
  if (kind < 0.8 && id > 4) {
    const unit = { vendor: null, callsign: changed ? 'PD1' : 'PD2', mothershipMmsi: null };
    return { type: 24, part: 1, repeat: 0, mmsi, ...hull, ...sides, ...unit };
  }
  return position(mmsi, { utcSecond: 60, lat: 51.3 + random.bell() / 1_000 });
}

test.each([1, 2, 3, 4])(
  'T37 what a vessel says again gives what it gives when it is fused again (seed %i)',
  (seed) => {
    const random = createRandom(seed);
    const short = createPicture(limits, judgeByAis);
    const long = createPicture(limits, judgeByAis);
    ways.taken = 0;
    let nowMs = startMs;
    const both = <T>(act: (picture: LivePicture) => T): void => {
      ways.short = true;
      const one = act(short);
      ways.short = false;
      expect(JSON.stringify(one)).toBe(JSON.stringify(act(long)));
    };
    for (let step = 0; step < 6_000; step++) {
      nowMs += random.chance(0.001) ? 25 * hourMs : random.whole(0, 60_000);
      const heard = message(random);
      const receiver = random.chance(0.1) ? 'lillo' : 'kallo';
      const vessels = random.chance(0.05);
      both((picture) => {
        const { vessel, ...did } = picture.apply(heard, receiver, nowMs);
        // who is read keeps no times back: most are not
        return [did, vessels ? vessel : null];
      });
      if (random.chance(0.01)) both((picture) => picture.tick(nowMs));
      if (random.chance(0.01)) both((picture) => picture.reassess(heard.mmsi, nowMs));
      if (random.chance(0.01)) both((picture) => [...picture.all()]);
    }
    both((picture) => [...picture.all()]);
    expect(ways.taken).toBeGreaterThan(500);
  },
);

test('T37 the times are those of the last telling, and a change is seen at once', () => {
  const picture = createPicture(limits, judgeByAis);
  const tell = (destination: string, atMs: number) =>
    picture.apply(voyage(205278090, { destination }), 'r', atMs);
  ways.short = true;
  for (let i = 0; i < 3; i++) tell('ANTWERP', startMs + i);
  ways.taken = 0;
  tell('ANTWERP', startMs + 360_000);
  expect(ways.taken).toBe(1);
  expect(picture.get(205278090)).toMatchObject({
    destination: 'ANTWERP',
    heardAtMs: startMs + 360_000,
    provenance: { name: { atMs: startMs + 360_000 }, voyage: { atMs: startMs + 360_000, messageType: 5 } },
  });
  tell('GENT', startMs + 720_000);
  expect(picture.get(205278090)?.destination).toBe('GENT');
});
