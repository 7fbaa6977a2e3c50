import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calm, type Hold } from './hold.ts';
import { isInside, type Passage } from './passage.ts';
import { zoneEnter } from './zone-enter.ts';
import { zoneExit } from './zone-exit.ts';
import { zoneSpeed } from './zone-speed.ts';

const passages: Passage[] = ['appears', 'enters', 'stays', 'leaves', 'crosses', 'away'];

describe('zone rules', () => {
  test.each(passages)('Z3 zone.enter is open after "%s" exactly while inside and concerned', (passage) => {
    const inside = isInside(passage);
    expect(zoneEnter(true, passage, true)).toBe(inside ? 'none' : 'clear');
    expect(zoneEnter(true, passage, false)).toBe('clear');
    expect(zoneEnter(false, passage, false)).toBe('none');
    const fresh = {
      appears: 'raise',
      enters: 'raise',
      stays: 'raise',
      crosses: 'raise-clear',
    };
    expect(zoneEnter(false, passage, true)).toBe(
      Object.entries(fresh).find(([p]) => p === passage)?.[1] ?? 'none',
    );
  });

  test.each(passages)('Z8 zone.exit opens by leaving, and "%s" ends it as it should', (passage) => {
    expect(zoneExit(false, passage, false)).toBe('none');
    expect(zoneExit(true, passage, false)).toBe('clear');
    expect(zoneExit(false, passage, true)).toBe(
      passage === 'leaves' || passage === 'crosses' ? 'raise' : 'none',
    );
    expect(zoneExit(true, passage, true)).toBe(
      isInside(passage) ? 'clear' : passage === 'crosses' ? 'clear-raise' : 'none',
    );
  });

  const limit = { limitKn: 10, holdS: 60 };
  const run = (samples: [atS: number, sogKn: number | null, watched?: boolean][]): Hold[] => {
    const states: Hold[] = [];
    let before: number | null = null;
    for (const [atS, sogKn, watched = true] of samples) {
      const afterSilence = before === null || atS - before > 600;
      const sample = { watched, sogKn, atMs: atS * 1000, afterSilence };
      states.push(zoneSpeed(states.at(-1) ?? calm, sample, limit));
      before = atS;
    }
    return states;
  };
  const opened = (samples: [number, number | null, boolean?][]): boolean[] => run(samples).map((s) => s.open);

  test('Z9 zone.speed opens after holdS over 1.1 × limit and ends after holdS at or under the limit', () => {
    expect(
      opened([
        [0, 11.1],
        [30, 11.2],
        [59.9, 11.1],
        [60, 11.1],
        [70, 10],
        [100, 9],
        [129.9, 10],
        [130, 10],
      ]),
    ).toEqual([false, false, false, true, true, true, true, false]);
  });

  test('Z9 a dip to 1.1 × limit begins the hold anew, as does a rise over the limit before the end', () => {
    expect(
      opened([
        [0, 12],
        [50, 11],
        [55, 12],
        [110, 12],
        [115, 12],
      ]),
    ).toEqual([false, false, false, false, true]);
    expect(
      opened([
        [0, 12],
        [60, 12],
        [70, 9],
        [120, 10.1],
        [140, 9],
        [199, 9],
        [200, 9],
      ]).slice(1),
    ).toEqual([true, true, true, true, true, false]);
  });

  test('Z9 a position without a speed says nothing', () => {
    expect(
      opened([
        [0, null],
        [10, 12],
        [40, null],
        [70, 12],
        [71, null],
      ]),
    ).toEqual([false, false, false, true, true]);
  });

  test('Z9 over ten minutes of silence do not count as one stretch', () => {
    expect(
      opened([
        [0, 12],
        [601, 12],
        [661, 12],
      ]),
    ).toEqual([false, false, true]);
  });

  test('Z9 outside, or no longer concerned, it ends at once and forgets its hold', () => {
    expect(
      opened([
        [0, 12],
        [60, 12],
        [61, 12, false],
        [62, 12],
        [121, 12],
        [122, 12],
      ]),
    ).toEqual([false, true, false, false, false, true]);
  });

  test('Z9 it never opens when no stretch of positions over 1.1 × limit is holdS long', () => {
    const sample = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 80, max: 130 }));
    let offences = 0;
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), (steps) => {
        let t = 0;
        const samples = steps.map(([dt, sog]): [number, number] => {
          t += dt;
          return [t, sog / 10];
        });
        let longest = -1;
        let since: number | null = null;
        for (const [at, sog] of samples) {
          since = sog > 11 ? (since ?? at) : null;
          if (since !== null) longest = Math.max(longest, at - since);
        }
        const offence = opened(samples).some((open) => open);
        if (offence) offences++;
        expect(offence).toBe(longest >= 60);
      }),
      { seed: 9, numRuns: 500 },
    );
    expect(offences).toBeGreaterThan(20);
  });
});
