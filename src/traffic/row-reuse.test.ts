import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { AisMessage } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import type { LivePicture } from './live-picture.ts';
import { createPicture } from './picture.ts';
import { inland, position, voyage } from './samples.test-data.ts';

/** Rows of vessels that left serve others: nothing of the one may show on the other. */

const startMs = Date.UTC(2026, 10, 23, 10);
const maxVessels = 20;
const limits = { maxVessels, forgetMs: 1_200_000 };

/** A message of one of 70 vessels, of which the picture has room for 20. */
function message(random: Random): AisMessage {
  const id = random.whole(0, 69);
  const mmsi = 244_000_000 + id * 1_000_003;
  const kind = random.unit();
  if (kind < 0.15)
    return voyage(mmsi, { name: `VESSEL ${id}`, destination: `PORT ${id}`, shipType: 70 + (id % 20) });
  if (kind < 0.3) return inland(mmsi, id % 6);
  return position(mmsi, {
    ...{
      lon: 4 + id / 100,
      lat: 51 + id / 1_000 + random.bell() / 10_000,
      sogKn: id % 3 === 0 ? null : id / 10,
    },
    ...{ navStatus: id % 9, cogDeg: id, headingDeg: id % 2 === 0 ? null : id, manoeuvre: id % 3 },
    // no second: the time is that of hearing, whatever the connection brought before
    ...{ rotDegPerMin: id % 4 === 0 ? null : 5, utcSecond: 60 },
  });
}

const shown = (vessel: Vessel | undefined): string => JSON.stringify(vessel);

test.each([1, 2, 3])(
  'a vessel shows what a picture of it alone shows, whoever had its row before (seed %i)',
  (seed) => {
    const random = createRandom(seed);
    const picture = createPicture(limits, judgeByAis);
    const changes = picture.feed();
    const alone = new Map<number, LivePicture>();
    const mirror = new Map<number, Vessel>();
    /** Vessels that left, and what they showed then. */
    const left: { readonly vessel: Vessel; readonly last: string }[] = [];
    const known = new Map<number, Vessel>();
    let comers = 0;
    let nowMs = startMs;

    for (let step = 0; step < 2_000; step++) {
      nowMs += random.chance(0.005) ? 900_000 : random.whole(0, 2_000);
      const heard = message(random);
      const receiver = random.pick(['kallo', 'lillo', 'doel']);
      const { vessel } = picture.apply(heard, receiver, nowMs);
      if (vessel !== null && known.get(heard.mmsi) !== vessel) {
        comers++;
        known.set(heard.mmsi, vessel);
        alone.set(heard.mmsi, createPicture(limits, judgeByAis));
      }
      alone.get(heard.mmsi)?.apply(heard, receiver, nowMs);
      if (random.chance(0.1)) {
        picture.credit(heard.mmsi, 'zandvliet', nowMs);
        alone.get(heard.mmsi)?.credit(heard.mmsi, 'zandvliet', nowMs);
      }
      leave();
      if (random.chance(0.05)) {
        for (const one of alone.values()) one.tick(nowMs);
        const gone = picture.tick(nowMs);
        expect(gone.filter((mmsi) => alone.get(mmsi)?.size !== 0)).toEqual([]);
        leave();
      }
      if (random.chance(0.05)) compare();
    }
    compare();
    expect(comers).toBeGreaterThan(10 * maxVessels);
    expect(left.length).toBe(comers - picture.size);

    function leave(): void {
      for (const [mmsi, vessel] of known) {
        if (picture.get(mmsi) === vessel) continue;
        const last = shown(vessel);
        left.push({ vessel, last });
        // one that the bound put out is there still in the picture of its own
        const alike = alone.get(mmsi)?.get(mmsi);
        if (alike !== undefined && shown(alike) !== last) expect(last).toBe(shown(alike));
        known.delete(mmsi);
        alone.delete(mmsi);
      }
    }

    function compare(): void {
      expect(picture.size).toBeLessThanOrEqual(maxVessels);
      const now = [...picture.all()].map(shown);
      expect(now.sort()).toEqual([...alone].map(([mmsi, one]) => shown(one.get(mmsi))).sort());
      // their rows went to the vessels that came since
      const gone = left.slice(-maxVessels);
      expect(gone.map(({ vessel }) => shown(vessel))).toEqual(gone.map(({ last }) => last));
      const news = changes();
      for (const mmsi of news.gone) mirror.delete(mmsi);
      for (const vessel of news.changed) mirror.set(vessel.mmsi, vessel);
      expect([...mirror.keys()].sort()).toEqual([...known.keys()].sort());
      expect([...mirror].filter(([mmsi, vessel]) => known.get(mmsi) !== vessel)).toEqual([]);
    }
  },
);
