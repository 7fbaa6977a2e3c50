import { createAlertDesk, type WorkingAlertDesk } from '../../src/alerts/desk.ts';
import type { Escalation } from '../../src/alerts/escalation.ts';
import { noteApplication } from '../../src/cargo/notes.ts';
import { parsePort } from '../../src/config/port-file.ts';
import type { AlertEvent, EscalationSteps } from '../../src/model/alert.ts';
import type { AlertLog, Log } from '../../src/model/ports.ts';
import type { Link, Payload } from '../../src/model/reception.ts';
import type { Zone } from '../../src/model/zone.ts';
import { createPipeline } from '../../src/pipeline.ts';
import type { Pipeline, PipelineParts } from '../../src/pipeline-parts.ts';
import { createLedger } from '../../src/receivers/ledger.ts';
import { createReceiverWatch } from '../../src/receivers/watch/watch.ts';
import { createWatches } from '../../src/rules/watches.ts';
import { createZoneWatch } from '../../src/rules/zone-watch.ts';
import { createCopies } from '../../src/traffic/copies.ts';
import { createPicture } from '../../src/traffic/picture.ts';
import { judgeByAis } from '../cargo-samples.ts';

/** Zones from the features of a port file, through the reader of port files. */
export const zonesOf = (features: readonly object[]): readonly Zone[] =>
  features.length === 0 ? [] : parsePort({ type: 'FeatureCollection', features }, 'scenario').zones;

/** A log of alert events in memory. */
export function memoryLog(recovered: readonly AlertEvent[] = []) {
  const events: AlertEvent[] = [...recovered];
  const log: AlertLog = {
    ...{ epoch: 'e', recovered },
    append: async (more) => void events.push(...more),
    close: async () => {},
  };
  return { events, log };
}

const never: EscalationSteps = [];
/** Nobody is called again: what a scenario shows is what the rules say. */
export const noEscalation: Escalation = {
  ...{ info: never, caution: never, warning: never, alarm: never, nextRole: 'duty officer' },
};

interface RoomOptions {
  readonly escalation?: typeof noEscalation;
  readonly recordedAt?: (payload: Payload) => number | null;
  /** The receivers are watched; they are unless it is false. */
  readonly watchesReceivers?: boolean;
}

export interface WatchRoom {
  readonly parts: PipelineParts;
  readonly pipeline: Pipeline;
  readonly desk: WorkingAlertDesk;
  readonly complaints: string[];
  /** Takes a line of a log: the time in front is that of the clock, the source in the TAG block is the receiver. */
  take(line: string): void;
  /** Time passes, in ticks of a second. */
  until(atMs: number): void;
  /** Lines that the reader refused. */
  refused(): number;
}

/** Everything between bytes and alert log as the server has it; its only clock is that of the lines. */
export function createWatchRoom(
  zones: readonly Zone[],
  alertLog: AlertLog,
  { escalation = noEscalation, recordedAt, watchesReceivers = true }: RoomOptions = {},
): WatchRoom {
  const complaints: string[] = [];
  const complain = (fields: object, text: string): void =>
    void complaints.push(`${text} ${JSON.stringify(fields)}`);
  const log: Log = { info() {}, warn: complain, error: complain };
  let nowMs = 0;
  const limits = { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1 };
  const desk = createAlertDesk(alertLog, limits, () => nowMs, log, { escalation });
  const ledger = createLedger();
  const receivers = createReceiverWatch({ ledger });
  const picture = createPicture({ maxVessels: 100_000, forgetMs: 86_400_000 }, judgeByAis, receivers.canHear);
  const parts: PipelineParts = {
    ...{ picture, desk, log, zones: createZoneWatch(zones), behaviour: createWatches(zones) },
    ...{
      archive: { position() {}, vessel() {}, visit() {} },
      crosscheck: { consider() {} },
      copies: createCopies(),
    },
    ...(watchesReceivers ? { receivers } : {}),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    noteAboard: noteApplication,
  };
  const pipeline = createPipeline(parts);
  const links = new Map<string, Link>();

  function linkOf(name: string): Link {
    const known = links.get(name);
    if (known !== undefined) return known;
    const tally = ledger.tally(name, 'tcp-listener');
    tally.connections = 1;
    const link = pipeline.openLink(tally);
    links.set(name, link);
    return link;
  }

  function until(atMs: number): void {
    if (nowMs === 0) nowMs = atMs;
    for (let s = Math.floor(nowMs / 1000) + 1; s * 1000 <= atMs; s++) {
      nowMs = s * 1000;
      pipeline.tick(nowMs);
      desk.tick(nowMs);
    }
    nowMs = Math.max(nowMs, atMs);
  }

  return {
    parts,
    pipeline,
    desk,
    complaints,
    until,
    take(line) {
      const [, time = '', source = ''] = /^(\d+) \\s:([^*,]+)/.exec(line) ?? [];
      until(Number(time));
      linkOf(source).bytes(Buffer.from(`${line}\r\n`, 'latin1'), nowMs);
    },
    refused: () =>
      [...ledger.all()].reduce(
        (sum, { refused }) => sum + Object.values(refused).reduce((a, b) => a + b, 0),
        0,
      ),
  };
}
