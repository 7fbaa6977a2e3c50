import { expect, test, vi } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { AisMessage } from '../model/messages.ts';
import { createConnection } from './connection.ts';
import { createPicture } from './picture.ts';
import { inland, position, voyage } from './samples.test-data.ts';

/** The short way of most position reports, and the long one that they can all go. */

const ways = vi.hoisted(() => ({ short: true, taken: 0 }));
vi.mock(import('./calm.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    createSailing(...given) {
      const { short } = ways;
      const sail = real.createSailing(...given);
      return (...report) => {
        const done = short ? sail(...report) : null;
        if (done !== null) ways.taken++;
        return done;
      };
    },
  };
});

const startMs = Date.UTC(2026, 10, 23, 10);
const receivers = ['kallo', 'lillo', 'doel'];
/** The last one hears only the southern half of where they sail. */
const canHear = (receiver: string, _lon: number, lat: number): boolean => receiver !== 'doel' || lat < 51.3;

function pictureBy(way: 'short' | 'long') {
  ways.short = way === 'short';
  const picture = createPicture({ maxVessels: 25, forgetMs: 3_600_000 }, judgeByAis, canHear);
  // what a connection has seen belongs to it: each picture has its own
  return { picture, links: receivers.map((_, i) => createConnection(i + 1)), changes: picture.feed() };
}

/** A message of one of 30 vessels: mostly a step further, sometimes anything else. */
function message(random: Random, nowMs: number): AisMessage {
  const id = random.whole(0, 29);
  const mmsi = 244_000_000 + id;
  const second = new Date(nowMs - (random.chance(0.1) ? random.whole(0, 50_000) : 500)).getUTCSeconds();
  const place = { lon: 4.2 + id / 200 + random.bell() / 500, lat: 51.3 + random.bell() / 500 };
  const report = {
    ...{ ...place, type: random.pick([1, 2, 3] as const), utcSecond: random.chance(0.1) ? 60 : second },
    ...{ sogKn: random.pick([null, 0, 7.5, 12]), cogDeg: random.pick([null, 90, 270]) },
    ...{
      navStatus: random.pick([0, 1, 5]),
      manoeuvre: random.pick([0, 1, 2]),
      repeat: random.pick([0, 0, 1]),
    },
    ...{ headingDeg: random.pick([null, 91]), rotDegPerMin: random.pick([null, 3]) },
  };
  const kind = random.unit();
  // class B, and one that is both
  if (id > 19 && kind < 0.8 && random.chance(id === 20 ? 0.1 : 1)) {
    const unit = { assigned: false, carrierSense: random.chance(id === 21 ? 0.5 : 0.02) };
    return { ...position(mmsi, report), type: 18, ...unit };
  }
  if (kind < 0.8) return position(mmsi, report);
  // far away, as a second station under the same number
  if (kind < 0.86) return position(mmsi, { ...report, lat: 51.6 });
  if (kind < 0.9) return voyage(mmsi, { shipType: random.pick([70, 82]), toBowM: random.pick([20, 90]) });
  if (kind < 0.96) return inland(mmsi, random.whole(0, 5));
  return position(mmsi, { ...report, lon: null, lat: null });
}

test.each([1, 2, 3, 4])(
  'the short way of a position report gives what the long one gives (seed %i)',
  (seed) => {
    const random = createRandom(seed);
    const both = [pictureBy('short'), pictureBy('long')] as const;
    ways.taken = 0;
    let nowMs = startMs;
    for (let step = 0; step < 4_000; step++) {
      // now and then everybody falls silent, and some leave
      nowMs += random.chance(0.002) ? 2_000_000 : random.whole(0, 1_000);
      const heard = message(random, nowMs);
      const by = random.whole(0, receivers.length - 1);
      const recordedMs = random.chance(0.05) ? nowMs - random.whole(0, 90_000) : null;
      const ticks = random.chance(0.02);
      const [short, long] = both.map(({ picture, links, changes }) => {
        const { vessel, fix, ...applied } = picture.apply(
          heard,
          receivers[by] ?? '',
          nowMs,
          links[by],
          recordedMs,
        );
        const told = { ...applied, fix: fix && { ...fix }, mmsi: vessel?.mmsi };
        const gone = ticks ? picture.tick(nowMs) : [];
        return { told, vessel: JSON.stringify(vessel), gone, changed: ticks ? mmsis(changes()) : null };
      });
      expect(short, `step ${step}`).toEqual(long);
      if (ticks) expect(all(both[0].picture)).toEqual(all(both[1].picture));
    }
    expect(all(both[0].picture)).toEqual(all(both[1].picture));
    // of 4,000 messages; without it nothing was compared
    expect(ways.taken).toBeGreaterThan(400);
  },
);

const mmsis = ({ changed, gone }: { changed: readonly { mmsi: number }[]; gone: readonly number[] }) => ({
  changed: changed.map(({ mmsi }) => mmsi).sort(),
  gone: [...gone].sort(),
});
const all = (picture: ReturnType<typeof createPicture>) =>
  [...picture.all()].map((vessel) => JSON.stringify(vessel));
