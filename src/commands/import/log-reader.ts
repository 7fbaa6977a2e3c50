import { aboardOf } from '../../ais/applications/typed.ts';
import { decode } from '../../ais/decode.ts';
import { importPrefix } from '../../archive/insert-recorded.ts';
import type { AisMessage } from '../../model/messages.ts';
import type { Payload } from '../../model/reception.ts';
import { createReader } from '../../nmea/reader.ts';
import { secondOf } from '../../traffic/event-time.ts';
import type { Counts, Report } from './report.ts';
import { createRollover } from './rollover.ts';

export interface LogReaderOptions {
  /** Now, milliseconds since 1970: what lies beyond is refused. */
  readonly nowMs: number;
  /** Times without a zone are UTC; else they are refused. */
  readonly zoneless: boolean;
}

/** Bytes of one log in, reports out. */
export interface LogReader {
  /** The reports that these bytes complete. What comes of the log does not depend on how it was cut. */
  push(chunk: Uint8Array): Report[];
  end(): Report[];
}

/** AIS is not older. */
const earliestMs = Date.UTC(1990, 0, 1);
/** Clocks may differ by this much without being wrong. */
const toleranceMs = 2_000;
/** Parts of a message are given up by the time of their log; it is told to the reader once a block. */
const blockBytes = 4_096;

/** Why a message's time cannot be used, or null. */
export function timeFault(
  { recordedAtMs, recordedBy }: Pick<Payload, 'recordedAtMs' | 'recordedBy'>,
  { nowMs, zoneless }: LogReaderOptions,
): string | null {
  if (recordedAtMs === null) return 'no-time';
  if (recordedBy === 'leading-local' && !zoneless) return 'time-without-zone';
  if (recordedAtMs < earliestMs) return 'before-1990';
  return recordedAtMs > nowMs + toleranceMs ? 'in-the-future' : null;
}

/** @param log number of the log in this run */
export function createLogReader(options: LogReaderOptions, counts: Counts, log = 0): LogReader {
  let found: Report[] = [];
  let latestMs = 0;
  /** The beginning of a block. */
  const block = new Uint8Array(blockBytes);
  let filled = 0;
  const rollover = createRollover();
  const receivers = new Map<string | null, string>();

  const refuse = (cause: string): void => {
    counts.refused.set(cause, (counts.refused.get(cause) ?? 0) + 1);
  };

  const reader = createReader({
    payload(payload) {
      counts.lines++;
      const fault = timeFault(payload, options);
      if (fault !== null) {
        refuse(fault);
        return;
      }
      const heardMs = payload.recordedAtMs ?? 0;
      if (heardMs > latestMs) latestMs = heardMs;
      const message = decode(payload);
      if (typeof message === 'string') {
        refuse(message);
        return;
      }
      counts.messages++;
      if (rollover.isSuspect(message, heardMs)) counts.rolledOver++;
      found.push({
        heardMs,
        message,
        receiver: receiverOf(payload.station),
        said: saidBy(payload, message),
        log,
        payload: lacksSecond(message) ? copyOf(payload) : null,
      });
    },
    refused(cause) {
      counts.lines++;
      refuse(cause);
    },
    faulted() {},
    counted() {
      counts.lines++;
    },
  });

  /** Few stations hear many messages. */
  function receiverOf(station: string | null): string {
    const known = receivers.get(station);
    if (known !== undefined) return known;
    if (receivers.size > 1_000) receivers.clear();
    const receiver = `${importPrefix}${station ?? ''}`;
    receivers.set(station, receiver);
    return receiver;
  }

  function taken(): Report[] {
    const reports = found;
    found = [];
    return reports;
  }

  return {
    push(chunk) {
      for (let from = 0; from < chunk.length; ) {
        const size = Math.min(blockBytes - filled, chunk.length - from);
        block.set(chunk.subarray(from, from + size), filled);
        filled += size;
        from += size;
        if (filled < blockBytes) break;
        reader.push(block, latestMs);
        filled = 0;
      }
      return taken();
    },
    end() {
      reader.push(block.subarray(0, filled), latestMs);
      filled = 0;
      reader.end(latestMs);
      return taken();
    },
  };
}

function saidBy(payload: Payload, message: AisMessage): Report['said'] {
  if ((message.type !== 6 && message.type !== 8) || message.inland !== null) return null;
  const said = aboardOf(payload, message);
  return said === 'bad-application' ? null : said;
}

const lacksSecond = (message: AisMessage): boolean => (secondOf(message) ?? 60) > 59;

/** The reader uses its own again. */
const copyOf = (payload: Payload): Payload => ({
  ...payload,
  sextets: payload.sextets.slice(0, Math.ceil(payload.bits / 6)),
});
