import { createRandom } from '../../src/lib/random.ts';
import type { Zone } from '../../src/model/zone.ts';
import { createWatches } from '../../src/rules/watches.ts';
import { createZoneWatch } from '../../src/rules/zone-watch.ts';
import { judgedPicture } from '../lib/fusing.ts';
import { inLanes } from './courses.ts';
import { createFleet } from './fleet.ts';
import { sideKm, zonesOf } from './zones.ts';

/**
 * Arguments: zones, vessels, replacements. One zone after the other is drawn anew among all, as when a person changes it over HTTP, while
 * the vessels sail on. What counts is time of the processor, from the list of zones to the rules that go by it.
 */
const [count = 0, vessels = 0, times = 0] = process.argv.slice(2).map(Number);
const random = createRandom(2026);
let zones: readonly Zone[] = zonesOf(count, random.fork()).sort((a, b) => (a.id < b.id ? -1 : 1));
const picture = judgedPicture({ maxVessels: 200_000, forgetMs: 86_400_000 });
const fleet = createFleet(picture, vessels, sideKm(count), vessels, inLanes, random.fork());
const zoneWatch = createZoneWatch(zones);
const watches = createWatches(zones);

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function sail(): void {
  for (let step = 0; step < 3; step++)
    for (const moved of fleet.step())
      for (const vessel of moved) vessel.zones = zoneWatch.evaluate(vessel, fleet.nowMs).zones;
}

const larger = (zone: Zone): Zone => ({
  ...zone,
  version: (zone.version ?? 0) + 1,
  exitMarginM: zone.exitMarginM + 1,
  geometry: structuredClone(zone.geometry),
});

for (let warm = 0; warm < 20; warm++) sail();
const took: number[] = [];
let concerned = 0;
for (let i = 0; i < times; i++) {
  const at = random.whole(0, zones.length - 1);
  zones = zones.map((zone, k) => (k === at ? larger(zone) : zone));
  const judged = new Set<number>();
  took.push(
    cpuMs(() => {
      watches.replace(zones);
      zoneWatch.replace(zones, fleet.nowMs, judged);
    }),
  );
  concerned += judged.size;
  sail();
}
took.sort((a, b) => a - b);
console.log(JSON.stringify({ medianMs: took[Math.floor(times / 2)], worstMs: took.at(-1), concerned }));
