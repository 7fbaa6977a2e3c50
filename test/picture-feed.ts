import { createAlertDesk } from '../src/alerts/desk.ts';
import type { Alert, Finding } from '../src/model/alert.ts';
import type { PositionRow, VesselRow } from '../src/model/archive.ts';
import type { AlertLog, Log } from '../src/model/ports.ts';
import type { Payload, ReceiverTally } from '../src/model/reception.ts';
import type { Zone } from '../src/model/zone.ts';
import { createPipeline } from '../src/pipeline.ts';
import type { Pipeline } from '../src/pipeline-parts.ts';
import { createLedger, type Ledger } from '../src/receivers/ledger.ts';
import type { ReceiverWatch } from '../src/receivers/watch/watch.ts';
import { createWatches } from '../src/rules/watches.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import type { LivePicture } from '../src/traffic/live-picture.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis } from './cargo-samples.ts';

/** A log of alerts that keeps nothing. */
const noAlerts: AlertLog = { epoch: 'test', recovered: [], append: async () => {}, close: async () => {} };

export interface Feeding {
  readonly picture: LivePicture;
  readonly pipeline: Pipeline;
  readonly positions: PositionRow[];
  readonly vessels: VesselRow[];
  readonly complaints: string[];
  /** What the rules said, in order. */
  readonly findings: Finding[];
  /** Alerts whose condition stands. */
  standing(): readonly Alert[];
  /** A further connection of the receiver of that name. */
  link(name: string): { line(text: string, nowMs: number): void; readonly tally: ReceiverTally };
}

export interface FeedingOptions {
  readonly keepRows?: boolean;
  readonly recordedAt?: (payload: Payload) => number | null;
  readonly zones?: readonly Zone[];
  /** Alerts of an earlier run are those it recovered. */
  readonly alertLog?: AlertLog;
  /** Watches the receivers, and knows what they can hear; absent: nobody does. */
  readonly watch?: (ledger: Ledger) => ReceiverWatch;
}

/** The pipeline as the server runs it, in a port that has no zones unless they are given. */
export function createFeeding(options: FeedingOptions = {}): Feeding {
  const { keepRows = true, recordedAt, zones = [], alertLog = noAlerts } = options;
  const ledger = createLedger();
  const receivers = options.watch?.(ledger);
  const limits = { maxVessels: 100_000, forgetMs: 86_400_000 };
  const picture = createPicture(limits, judgeByAis, receivers?.canHear);
  const positions: PositionRow[] = [];
  const vessels: VesselRow[] = [];
  const complaints: string[] = [];
  const findings: Finding[] = [];
  const complain = (_: object, text: string): void => void complaints.push(text);
  const log: Log = { info: () => {}, warn: complain, error: complain };
  const desk = createAlertDesk(alertLog, { maxAlerts: 10, maxEvents: 10, retryMs: 1 }, () => 0, log);
  const pipeline = createPipeline({
    picture,
    zones: createZoneWatch(zones),
    behaviour: createWatches(zones),
    desk: {
      ...desk,
      consider(found, nowMs) {
        findings.push(...found);
        desk.consider(found, nowMs);
      },
    },
    archive: {
      position: (row) => void (keepRows && positions.push(row)),
      vessel: (row) => void (keepRows && vessels.push(row)),
      visit() {},
    },
    crosscheck: { consider: () => {} },
    log,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(receivers === undefined ? {} : { receivers }),
  });
  return {
    picture,
    pipeline,
    positions,
    vessels,
    complaints,
    findings,
    standing: () => [...desk.standing()],
    link(name) {
      const tally = ledger.tally(name, 'tcp-listener');
      const link = pipeline.openLink(tally);
      return { tally, line: (text, nowMs) => link.bytes(Buffer.from(`${text}\r\n`, 'latin1'), nowMs) };
    },
  };
}
