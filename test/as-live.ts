import { createAlertDesk } from '../src/alerts/desk.ts';
import { noteApplication } from '../src/cargo/notes.ts';
import { loadPort } from '../src/config/port-file.ts';
import type { PositionRow, VesselRow, VisitStep } from '../src/model/archive.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createWatches } from '../src/rules/watches.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import type { TimedSentence } from '../src/sim/simulation.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis } from './cargo-samples.ts';

const log = { info() {}, warn() {}, error() {} };

/** What a server that hears this traffic hands to its archive; its clock knows whole seconds, as those of the logs do. */
export function asLive(heard: readonly TimedSentence[]) {
  const positions: PositionRow[] = [];
  const vessels: VesselRow[] = [];
  const visits: VisitStep[] = [];
  let nowMs = 0;
  const { zones } = loadPort(null);
  const pipeline = createPipeline({
    picture: createPicture({ maxVessels: 10_000, forgetMs: 86_400_000 }, judgeByAis),
    zones: createZoneWatch(zones),
    behaviour: createWatches(zones),
    desk: createAlertDesk(
      { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} },
      { maxAlerts: 10, maxEvents: 10, retryMs: 1 },
      () => nowMs,
      log,
    ),
    archive: {
      position: (row) => void positions.push({ ...row }),
      vessel: (row) => void vessels.push(row),
      visit: (step) => void visits.push(step),
    },
    crosscheck: { consider: () => {} },
    log,
    noteAboard: noteApplication,
  });
  const link = pipeline.openLink(createLedger().tally('kallo', 'tcp-listener'));
  for (const { atMs, sentence } of heard) {
    nowMs = Math.floor(atMs / 1000) * 1000;
    link.bytes(Buffer.from(`${sentence}\r\n`, 'latin1'), nowMs);
  }
  return { positions, vessels, visits };
}
