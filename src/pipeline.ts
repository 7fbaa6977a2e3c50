import { decode } from './ais/decode.ts';
import type { WorkingAlertDesk } from './alerts/desk.ts';
import type { Crosscheck } from './crosscheck/crosscheck.ts';
import type { PositionRow, VesselRow } from './model/archive.ts';
import type { Log } from './model/ports.ts';
import type { Link, OpenLink, Payload, ReceiverTally, Refusal } from './model/reception.ts';
import type { Kinematics, Vessel } from './model/vessel.ts';
import { createReader } from './nmea/reader.ts';
import type { ZoneWatch } from './rules/zone-watch.ts';
import { createDuplicateFilter } from './traffic/duplicates.ts';
import type { LivePicture } from './traffic/picture.ts';

/** What the stages need; the archive takes rows and returns at once. */
export interface PipelineParts {
  readonly picture: LivePicture;
  readonly zones: ZoneWatch;
  readonly desk: WorkingAlertDesk;
  readonly archive: { position(row: PositionRow): void; vessel(row: VesselRow): void };
  readonly crosscheck: Pick<Crosscheck, 'consider'>;
  readonly log: Log;
}

export type Stage = 'duplicates' | 'decode' | 'picture' | 'rules' | 'alerts' | 'archive' | 'crosscheck';

export interface Pipeline {
  readonly openLink: OpenLink;
  /** Ages the picture; once a second. */
  tick(nowMs: number): void;
  /** After a restart: places restored vessels in their zones and ends conditions of vessels that are gone. */
  resume(nowMs: number): void;
  /** Messages that a stage failed on, by stage. A failure never stops the next message. */
  readonly failures: Readonly<Record<Stage, number>>;
}

/**
 * What happens to a sentence, from bytes to alert. Everything here runs to its end within the call: no promise
 * a message. Alerts come before the archive, so that a failing archive cannot hold one up.
 */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { picture, zones, desk, archive, crosscheck, log } = parts;
  const duplicates = createDuplicateFilter();
  const failures: Record<Stage, number> = {
    duplicates: 0,
    decode: 0,
    picture: 0,
    rules: 0,
    alerts: 0,
    archive: 0,
    crosscheck: 0,
  };
  let stage: Stage = 'duplicates';

  function take(payload: Payload, receiver: ReceiverTally, nowMs: number): void {
    stage = 'duplicates';
    receiver.lastHeardMs = nowMs;
    if (duplicates.seen(payload, nowMs)) {
      receiver.results.duplicate++;
      picture.credit(sourceMmsi(payload), receiver.name, nowMs);
      return;
    }
    stage = 'decode';
    const message = decode(payload);
    if (typeof message === 'string') {
      refuse(receiver, message);
      return;
    }
    receiver.results.accepted++;
    stage = 'picture';
    const { vessel, moved, described } = picture.apply(message, receiver.name, nowMs);
    if (moved || described) guard(vessel, nowMs);
    stage = 'archive';
    if (moved && vessel.kinematics !== null) archive.position(positionRow(vessel, vessel.kinematics));
    if (described) archive.vessel(vesselRow(vessel, nowMs));
    stage = 'crosscheck';
    crosscheck.consider(payload, message, nowMs);
  }

  /** Rules and alerts, for a vessel that moved or told something of itself. */
  function guard(vessel: Vessel, nowMs: number): void {
    stage = 'rules';
    const { findings, zones: now } = zones.evaluate(vessel, nowMs);
    vessel.zones = now;
    stage = 'alerts';
    if (findings.length > 0) desk.consider(findings, nowMs);
  }

  function failed(error: unknown): void {
    failures[stage]++;
    // the first of a kind, then every thousandth: a fault on the hot path must not become a flood of lines
    if (failures[stage] % 1000 === 1)
      log.error({ err: error, stage, times: failures[stage] }, 'a stage failed on a message');
  }

  function openLink(receiver: ReceiverTally): Link {
    const reader = createReader({
      payload(payload, receivedAtMs) {
        receiver.lines++;
        try {
          take(payload, receiver, receivedAtMs);
        } catch (error) {
          failed(error);
        }
      },
      refused(cause) {
        receiver.lines++;
        refuse(receiver, cause);
      },
      faulted(fault) {
        receiver.sideFaults[fault] = (receiver.sideFaults[fault] ?? 0) + 1;
      },
      counted: (result) => {
        receiver.lines++;
        receiver.results[result]++;
      },
    });
    return {
      bytes(chunk, receivedAtMs) {
        receiver.bytes += chunk.length;
        reader.push(chunk, receivedAtMs);
      },
      end: (receivedAtMs) => reader.end(receivedAtMs),
    };
  }

  return {
    openLink,
    failures,
    tick(nowMs) {
      for (const mmsi of picture.tick(nowMs)) desk.consider(zones.forget(mmsi), nowMs);
    },
    resume(nowMs) {
      const standing = [...desk.standing()];
      desk.consider(zones.restore(standing.map((alert) => alert.cause)), nowMs);
      for (const vessel of picture.all()) guard(vessel, nowMs);
      for (const alert of standing) {
        if (alert.mmsi !== null && picture.get(Number(alert.mmsi)) === undefined)
          desk.consider(zones.forget(Number(alert.mmsi)), nowMs);
      }
    },
  };
}

function refuse(receiver: ReceiverTally, cause: Refusal): void {
  receiver.refused[cause] = (receiver.refused[cause] ?? 0) + 1;
}

/** Bits 8–37 of every message (M.1371-5 Annex 8 §3). */
function sourceMmsi({ sextets: s }: Payload): number {
  const at = (i: number): number => s[i] ?? 0;
  return (
    (at(1) & 0xf) * 0x400_0000 +
    at(2) * 0x10_0000 +
    at(3) * 0x4000 +
    at(4) * 0x100 +
    at(5) * 4 +
    (at(6) >>> 4)
  );
}

const positionRow = (vessel: Vessel, k: Kinematics): PositionRow => ({
  timeMs: k.positionAtMs,
  mmsi: vessel.mmsi,
  lon: k.lon,
  lat: k.lat,
  sogKn: k.sogKn,
  cogDeg: k.cogDeg,
  headingDeg: k.headingDeg,
  navStatus: k.navStatus,
  receiver: k.receiver,
});

const vesselRow = (vessel: Vessel, nowMs: number): VesselRow => ({
  mmsi: vessel.mmsi,
  timeMs: nowMs,
  class: vessel.class,
  name: vessel.name,
  callsign: vessel.callsign,
  imo: vessel.imo,
  eni: vessel.eni,
  flag: vessel.flag,
  shipType: vessel.shipType,
  eriType: vessel.eriType,
  lengthM: vessel.lengthM,
  beamM: vessel.beamM,
  draughtM: vessel.draughtM,
  destination: vessel.destination,
  hazardState: vessel.hazard.state,
});
