import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlertDesk } from '../../src/alerts/desk.ts';
import { openJournal } from '../../src/alerts/journal.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { Finding } from '../../src/model/alert.ts';
import type { Vessel } from '../../src/model/vessel.ts';
import { createEncounterWatch } from '../../src/rules/encounter/encounter-watch.ts';
import { createSeparationWatch } from '../../src/rules/separation/separation-watch.ts';
import { trusted } from '../../src/rules/trusted.ts';
import { createWatches } from '../../src/rules/watches.ts';
import { createZoneWatch } from '../../src/rules/zone-watch.ts';
import { judgedPicture } from '../lib/fusing.ts';
import { median } from '../lib/median.ts';
import { anywhere, inLanes } from './courses.ts';
import { createFleet } from './fleet.ts';
import { naiveZones, type Seen } from './naive.ts';
import { sideKm, zonesOf } from './zones.ts';

/**
 * Arguments: what is watched (`zones`, `separation`, `cpa`, `all`; `crowd` is all of them over ships that go anywhere), zones, vessels, blocks, and how many vessels the naive loop
 * is run on as well. What counts is time of the processor, collection of garbage included: another process that takes it away says
 * nothing of the cost. The picture is kept and the alert log written outside of it.
 */
const [what = '', ...numbers] = process.argv.slice(2);
const [zoneCount = 0, vessels = 0, blocks = 0, compared = 0] = numbers.map(Number);
const stepsPerBlock = 10;
const warmBlocks = 3;

const quiet = { info() {}, warn() {}, error() {} };
const random = createRandom(2026);
const zones = zonesOf(zoneCount, random.fork());
const picture = judgedPicture({ maxVessels: 200_000, forgetMs: 86_400_000 });
// without zones ports of a thousand vessels, each as dense as the port of 500 zones: every vessel has such neighbours, however many there are
const perPort = zoneCount > 0 ? vessels : 1_000;
const side = sideKm(zoneCount || perPort / 20);
const manner = what === 'crowd' ? anywhere : inLanes;
const fleet = createFleet(picture, vessels, side, perPort, manner, random.fork());
const folder = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
const journal = await openJournal({ path: join(folder, 'alerts.journal'), log: quiet });
const limits = { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1_000 };
const desk = createAlertDesk(journal, limits, () => fleet.nowMs, quiet);

const zoneWatch = createZoneWatch(zones);
const watches = createWatches(zones);
const separation = createSeparationWatch(zones);
const encounters = createEncounterWatch(zones);
let findings = 0;

function consider(found: readonly Finding[], vessel: Vessel): void {
  if (found.length === 0) return;
  findings += found.length;
  desk.consider(trusted(found, vessel), fleet.nowMs);
}

function judgeZones(vessel: Vessel): void {
  const judged = zoneWatch.evaluate(vessel, fleet.nowMs);
  vessel.zones = judged.zones;
  consider(judged.findings, vessel);
}

function judgeAll(vessel: Vessel): void {
  judgeZones(vessel);
  consider(watches.evaluate(vessel, fleet.nowMs), vessel);
}

const judges: Readonly<Record<string, (vessel: Vessel) => void>> = {
  zones: judgeZones,
  separation: (vessel) => consider(separation.evaluate(vessel, fleet.nowMs), vessel),
  cpa: (vessel) => consider(encounters.evaluate(vessel, fleet.nowMs), vessel),
  all: judgeAll,
  crowd: judgeAll,
};
const judge = judges[what];
if (judge === undefined) throw new Error(`nothing is called "${what}"`);

const every = compared > 0 ? Math.floor(vessels / compared) : 0;
const seen: Seen[] = [];
const blockS: number[] = [];
let count = 0;
for (let block = 0; block < blocks + warmBlocks; block++) {
  let took = 0;
  let reports = 0;
  for (let step = 0; step < stepsPerBlock; step++) {
    for (const moved of fleet.step()) {
      reports += moved.length;
      const before = process.cpuUsage();
      for (const vessel of moved) judge(vessel);
      const { user, system } = process.cpuUsage(before);
      took += (user + system) / 1e6;
      for (const { mmsi, kinematics: at, zones: ids } of every > 0 ? moved : [])
        if (mmsi % every === 0 && at !== null) seen.push({ mmsi, lon: at.lon, lat: at.lat, zones: ids });
    }
    await desk.flush();
  }
  if (block < warmBlocks) continue;
  blockS.push(took / reports);
  count += reports;
}
await journal.close();
rmSync(folder, { recursive: true });

const beforeNaive = process.cpuUsage();
const naive = naiveZones(zones, seen);
const naiveS = process.cpuUsage(beforeNaive).user / 1e6;
const wrong = seen.filter((report, i) => report.zones.join() !== naive[i]?.join()).length;
const inZones = seen.filter((report) => report.zones.length > 0).length;
// the median: other processes also empty its caches
const checked = { compared: seen.length, inZones, wrong, naivePerSecond: seen.length / naiveS };
console.log(
  JSON.stringify({ perSecond: 1 / median(blockS), count, findings, lying: separation.lying, ...checked }),
);
