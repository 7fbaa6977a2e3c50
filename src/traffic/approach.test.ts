import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createRandom } from '../lib/random.ts';
import { mostAhead } from '../model/reception.ts';
import { createPicture } from './picture.ts';
import { position, voyage } from './samples.test-data.ts';

test('T36 to look ahead changes nothing, whoever is looked for', () => {
  const random = createRandom(36);
  const limits = { maxVessels: 500, forgetMs: 3_600_000 };
  const looking = createPicture(limits, judgeByAis);
  const other = createPicture(limits, judgeByAis);
  const changes = [looking.feed(), other.feed()] as const;
  const next = new Int32Array(mostAhead);
  const whoever = (): number =>
    random.chance(0.1) ? random.whole(0, 2 ** 30 - 1) : 244_000_000 + random.whole(0, 700);
  for (let step = 0; step < 5_000; step++) {
    const nowMs = 1_000_000 + step * random.whole(1, 500);
    const mmsi = 244_000_000 + random.whole(0, 700);
    const message = random.chance(0.2) ? voyage(mmsi) : position(mmsi, { lat: 51 + step / 100_000 });
    if (random.chance(0.1)) looking.approach(next.map(whoever), random.whole(0, mostAhead));
    const { moved } = looking.apply(message, 'kallo', nowMs);
    expect(other.apply(message, 'kallo', nowMs).moved).toBe(moved);
    if (random.chance(0.01)) expect(looking.tick(nowMs)).toEqual(other.tick(nowMs));
  }
  expect(JSON.stringify([...looking.all()])).toBe(JSON.stringify([...other.all()]));
  const [seen, expected] = changes.map((read) => read());
  expect(JSON.stringify(seen)).toBe(JSON.stringify(expected));
});
