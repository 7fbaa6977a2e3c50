import { aboardOf } from './ais/applications/typed.ts';
import { decode } from './ais/decode.ts';
import type { Application } from './model/applications.ts';
import type { Link, Payload, ReceiverTally } from './model/reception.ts';
import type { Vessel } from './model/vessel.ts';
import { createReader } from './nmea/reader.ts';
import { type Pipeline, type PipelineParts, type Stage, stages } from './pipeline-parts.ts';
import { fault, refuse } from './receivers/count.ts';
import { createRestart } from './restart.ts';
import { trusted } from './rules/trusted.ts';
import { positionRow, visitSteps } from './traffic/archived.ts';
import { type Connection, createConnection } from './traffic/connection.ts';
import { createCopies } from './traffic/copies.ts';
import { sourceMmsi } from './traffic/duplicates.ts';
import { eventTime, lateAfterMs } from './traffic/event-time.ts';

/** Message 4 (M.1371-5 Annex 8 §3.2). */
const baseStationReport = 4;
/** For so long a vessel counts as being where it was. */
const samePlaceMs = 10_000;

/**
 * What happens to a sentence, from bytes to alert. Everything here runs to its end within the call: no promise
 * a message. Alerts come before the archive, so that a failing archive cannot hold one up.
 */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { picture, zones, behaviour, desk, archive, crosscheck, log, receivers, recordedAt, noteAboard } =
    parts;
  const { copies = createCopies() } = parts;
  const failures = Object.fromEntries(stages.map((name) => [name, 0])) as Record<Stage, number>;
  let stage: Stage = 'duplicates';
  const judge = (vessel: Vessel, nowMs: number): void => attempt(() => guard(vessel, nowMs));
  const restart = createRestart({ ...parts, judge, forget });

  function take(payload: Payload, receiver: ReceiverTally, via: Connection, nowMs: number): void {
    stage = 'duplicates';
    receiver.lastHeardMs = nowMs;
    const recordedAtMs = recordedAt === undefined ? null : recordedAt(payload, receiver);
    // a logger's clock in front of the line is not the receiver's
    if (payload.recordedBy === 'tag' && payload.recordedAtMs !== null && recordedAtMs === null)
      receivers?.clock(receiver, null, payload.recordedAtMs, nowMs);
    if (copies.duplicates.seen(payload, via.id, recordedAtMs ?? nowMs)) {
      receiver.results.duplicate++;
      picture.credit(sourceMmsi(payload), receiver.name, nowMs);
      heardToo(payload, receiver, nowMs, recordedAtMs === null);
      return;
    }
    stage = 'decode';
    const message = decode(payload);
    if (typeof message === 'string') {
      refuse(receiver, message);
      return;
    }
    receiver.results.accepted++;
    receivers?.took(receiver, message, nowMs, recordedAtMs === null);
    stage = 'picture';
    const { vessel, moved, described, fix } = picture.apply(message, receiver.name, nowMs, via, recordedAtMs);
    let told = described;
    if (vessel !== null && (message.type === 6 || message.type === 8) && message.inland === null) {
      const said = aboardOf(payload, message);
      if (said === 'bad-application') fault(receiver, said);
      else if (said !== null) told = noted(vessel, said, nowMs, recordedAtMs) || told;
    }
    if (vessel !== null && (moved || told)) guard(vessel, nowMs);
    stage = 'rules';
    if (vessel?.class === 'sart') desk.consider(behaviour.heard(message, vessel, nowMs), nowMs);
    stage = 'archive';
    if (fix !== null) archive.position(positionRow(message.mmsi, fix, receiver.name));
    if (vessel !== null && told) restart.describe(vessel, nowMs);
    stage = 'crosscheck';
    crosscheck.consider(payload, message, nowMs);
  }

  /** Takes what a vessel says of what is aboard, unless that is too old for the picture. True when it changed. */
  function noted(vessel: Vessel, said: Application, nowMs: number, recordedAtMs: number | null): boolean {
    const atMs = eventTime(nowMs, null, recordedAtMs);
    if (atMs < nowMs - lateAfterMs || noteAboard?.(vessel, said, atMs) !== true) return false;
    picture.reassess(vessel.mmsi, nowMs);
    return true;
  }

  /** What a message that another receiver had handed in tells of this one: the vessel's place, or the time. */
  function heardToo(payload: Payload, receiver: ReceiverTally, nowMs: number, isLive: boolean): void {
    if (receivers === undefined) return;
    if (payload.sextets[0] === baseStationReport) {
      const message = decode(payload);
      if (typeof message !== 'string') receivers.took(receiver, message, nowMs, isLive);
      return;
    }
    const mmsi = sourceMmsi(payload);
    const at = picture.get(mmsi)?.kinematics;
    if (at && Math.abs(nowMs - at.positionAtMs) < samePlaceMs)
      receivers.heard(receiver, mmsi, at.lon, at.lat, nowMs);
  }

  /** Rules and alerts, for a vessel that moved or told something of itself. */
  function guard(vessel: Vessel, nowMs: number): void {
    stage = 'rules';
    const { findings, zones: now } = zones.evaluate(vessel, nowMs);
    const before = vessel.zones;
    vessel.zones = now;
    stage = 'alerts';
    if (findings.length > 0) restart.consider(trusted(findings, vessel), nowMs);
    stage = 'archive';
    if (now !== before) for (const step of visitSteps(vessel, before, now)) archive.visit(step);
    // behind the zones: what a vessel does is judged by where it is
    stage = 'rules';
    const further = behaviour.evaluate(vessel, nowMs);
    stage = 'alerts';
    if (further.length > 0) restart.consider(further, nowMs);
  }

  function judgeAnew(mmsi: number, nowMs: number): Vessel | undefined {
    stage = 'picture';
    const vessel = picture.reassess(mmsi, nowMs);
    if (vessel !== undefined) guard(vessel, nowMs);
    return vessel;
  }

  function forget(mmsi: number, nowMs: number): void {
    restart.consider(zones.forget(mmsi), nowMs);
    restart.consider(behaviour.forget(mmsi), nowMs);
    archive.visit({ step: 'leaves', mmsi, zoneId: null, timeMs: nowMs });
  }

  /** One vessel that a stage fails on does not keep the next from being judged. */
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      failed(error);
    }
  }

  function failed(error: unknown): void {
    failures[stage]++;
    // the first of a kind, then every thousandth: a fault on the hot path must not become a flood of lines
    if (failures[stage] % 1000 === 1)
      log.error({ err: error, stage, times: failures[stage] }, 'a stage failed on a message');
  }

  function openLink(receiver: ReceiverTally): Link {
    const via = createConnection(++copies.links);
    const reader = createReader({
      ahead: picture.approach,
      payload(payload, receivedAtMs) {
        receiver.lines++;
        try {
          take(payload, receiver, via, receivedAtMs);
        } catch (error) {
          failed(error);
        }
      },
      refused(cause) {
        receiver.lines++;
        refuse(receiver, cause);
      },
      faulted: (what) => fault(receiver, what),
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
      restart.consider(zones.tick(nowMs), nowMs);
      for (const mmsi of picture.tick(nowMs)) forget(mmsi, nowMs);
      restart.consider(behaviour.tick(nowMs), nowMs);
      if (receivers !== undefined) desk.consider(receivers.tick(nowMs), nowMs);
    },
    declared(mmsi, nowMs) {
      attempt(() => {
        const vessel = judgeAnew(mmsi, nowMs);
        stage = 'archive';
        if (vessel !== undefined) restart.describe(vessel, nowMs);
      });
    },
    resume: (nowMs, moreToCome = false, known) => restart.resume(nowMs, moreToCome, known),
    recall(vessels, nowMs) {
      for (const vessel of vessels) {
        stage = 'picture';
        attempt(() => {
          picture.restore([vessel]);
          judgeAnew(vessel.mmsi, nowMs);
        });
      }
    },
    conclude: restart.conclude,
    rezone(now, nowMs, concerned) {
      restart.consider(behaviour.replace(now), nowMs);
      restart.consider(zones.replace(now, nowMs, concerned), nowMs);
    },
    judge: (mmsi, nowMs) => attempt(() => judgeAnew(mmsi, nowMs)),
  };
}
