import type { LineRefusal, RecordedBy, SideFault, Signal } from '../src/model/reception.ts';
import { createReader } from '../src/nmea/reader.ts';

/** One payload, copied out of the reader's buffers. */
export interface HeardPayload {
  readonly sextets: Uint8Array;
  readonly bits: number;
  readonly channel: string;
  readonly own: boolean;
  readonly station: string | null;
  readonly recordedAtMs: number | null;
  readonly recordedBy: RecordedBy | null;
  readonly signal: Signal | null;
}

/** Everything that a reader told. */
export interface Heard {
  readonly payloads: HeardPayload[];
  readonly refused: LineRefusal[];
  readonly faults: SideFault[];
  readonly counted: string[];
}

/** A reader that keeps everything, for tests. */
export function listening() {
  const heard: Heard = { payloads: [], refused: [], faults: [], counted: [] };
  const reader = createReader({
    payload: (p) =>
      heard.payloads.push({
        ...p,
        sextets: p.sextets.slice(0, Math.ceil(p.bits / 6)),
        signal: p.signal === null ? null : { ...p.signal },
      }),
    refused: (cause) => heard.refused.push(cause),
    faulted: (fault) => heard.faults.push(fault),
    counted: (result) => heard.counted.push(result),
  });
  return { heard, reader };
}

/** What a fresh reader makes of these chunks, one link from beginning to end. */
export function hear(...chunks: readonly (string | Uint8Array)[]): Heard {
  const { heard, reader } = listening();
  for (const chunk of chunks) {
    reader.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk, 0);
  }
  reader.end(0);
  return heard;
}
