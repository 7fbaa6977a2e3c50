import { expect, test } from 'vitest';
import type { Finding } from '../../model/alert.ts';
import type { Kinematics, TrustReason, Vessel } from '../../model/vessel.ts';
import { sampleFix, sampleVessel } from '../sample-vessel.test-data.ts';
import { trusted } from '../trusted.ts';
import type { VesselKind } from './settings.ts';
import { createVesselWatch } from './vessel-watch.ts';

/** What is seen of a vessel every ten seconds, so that the kind is raised of one that is believed. */
const seen: Partial<Record<VesselKind, (s: number) => Partial<Kinematics>>> = {
  grounding: (s) => ({ sogKn: s < 60 ? 8 : 0.2 }),
  drifting: (s) => ({ sogKn: 2, headingDeg: 0, lon: 4.3 + s / 69_524 }),
  'anchor-drag': () => ({ navStatus: 1, sogKn: 2, headingDeg: 90 }),
  'status-mismatch': () => ({ navStatus: 5, sogKn: 8 }),
  'signal.lost': () => ({}),
};

function raised(
  kind: VesselKind,
  seenAt: (s: number) => Partial<Kinematics>,
  reasons: readonly TrustReason[],
) {
  const watch = createVesselWatch([]);
  const vessel = sampleVessel({
    lengthM: 110,
    trust: { level: reasons.length > 0 ? 'low' : 'normal', reasons },
  });
  const found: Finding[] = [];
  const evaluate = (v: Vessel, s: number, said: Partial<Kinematics>): void => {
    v.kinematics = sampleFix({ ...said, positionAtMs: s * 1000 });
    v.heardAtMs = s * 1000;
    v.receivers = { kallo: s * 1000 };
    found.push(...watch.evaluate(v, s * 1000));
  };
  for (let s = 0; s <= 700; s += 10) evaluate(vessel, s, seenAt(s));
  vessel.signal = 'lost';
  evaluate(sampleVessel({ mmsi: 244000001 }), 790, {});
  found.push(...watch.tick(800_000));
  return found.flatMap((f) => (f.action === 'raise' && f.kind === kind ? [f.trust] : []));
}

const held = Object.entries(seen) as [VesselKind, (s: number) => Partial<Kinematics>][];
test.each(held)(
  'B14 %s is held while the track is doubted, and marked by any other doubt',
  (kind, seenAt) => {
    expect(raised(kind, seenAt, [])).toEqual(['normal']);
    for (const reason of ['jump', 'duplicate-identity', 'gnss'] as const)
      expect(raised(kind, seenAt, [reason])).toEqual([]);
    expect(raised(kind, seenAt, ['range'])).toEqual(['low']);
    expect(raised(kind, seenAt, ['dimensions'])).toEqual(['low']);
  },
);

test('B14 distress and the rules of zones are marked, and never held', () => {
  const trust = { level: 'low', reasons: ['gnss'] } as const;
  const mob = sampleVessel({ mmsi: 972123456, class: 'sart', trust });
  const text = { type: 14, repeat: 0, mmsi: 972123456, text: 'MOB ACTIVE' } as const;
  const found = createVesselWatch([]).heard(text, mob, 0);
  expect(found).toMatchObject([{ kind: 'distress', trust: 'low' }]);
  const clear = { action: 'clear', cause: 'zone.enter:a:205278090' } as const;
  const [entry] = found;
  const unmarked = entry?.action === 'raise' ? [{ ...entry, trust: 'normal' as const }, clear] : [];
  expect(trusted(unmarked, mob)).toEqual([entry, clear]);
});
