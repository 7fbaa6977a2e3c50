import type { Encoded } from '../encode.ts';
import type { Application } from './application.ts';
import { payload, type Row, type View } from './row.ts';
import { variantsOf } from './table.ts';
import { writeRecord } from './write.ts';

/** Who sends, and to whom: a destination makes it message 6, null makes it message 8. */
export interface Envelope {
  readonly mmsi: number;
  readonly destinationMmsi: number | null;
  readonly repeat?: number;
  /** Sequence number of message 6, 0–3. */
  readonly sequence?: number;
  readonly retransmitted?: boolean;
}

/** Longest message of five slots. */
const MAX_BITS = 1064;

function bitSink() {
  const sextets = new Uint8Array(Math.ceil(MAX_BITS / 6));
  let bits = 0;
  return {
    power: 1,
    put(value: number, width: number): void {
      if (bits + width > MAX_BITS) throw new RangeError(`binary message: longer than ${MAX_BITS} bits`);
      for (let left = width - 1; left >= 0; left--, bits++) {
        const bit = Math.floor(value / 2 ** left) % 2;
        const at = Math.floor(bits / 6);
        sextets[at] = (sextets[at] ?? 0) | (bit << (5 - (bits % 6)));
      }
    },
    done: (): Encoded => ({ sextets: sextets.subarray(0, Math.ceil(bits / 6)), bits }),
  };
}

type BitSink = ReturnType<typeof bitSink>;

function putChecked(to: BitSink, value: number, width: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** width) {
    throw new RangeError(`binary message: ${what} ${value} does not fit ${width} bits`);
  }
  to.put(value, width);
}

function message(envelope: Envelope, dac: number, fid: number, rows: readonly Row[], body: View): Encoded {
  const { mmsi, destinationMmsi, repeat = 0, sequence = 0, retransmitted = false } = envelope;
  const to = bitSink();
  to.put(destinationMmsi === null ? 8 : 6, 6);
  putChecked(to, repeat, 2, 'repeat');
  putChecked(to, mmsi, 30, 'mmsi');
  if (destinationMmsi === null) {
    to.put(0, 2);
  } else {
    putChecked(to, sequence, 2, 'sequence');
    putChecked(to, destinationMmsi, 30, 'destinationMmsi');
    to.put(retransmitted ? 2 : 0, 2);
  }
  putChecked(to, dac, 10, 'dac');
  putChecked(to, fid, 6, 'fid');
  writeRecord(rows, body, to, `${dac}/${fid}`);
  return to.done();
}

/** The variant that has a field of the body's; the first one where it has none. */
function variantFor(variants: readonly Application[], body: View): readonly Row[] {
  const names = new Set(Object.keys(body));
  const fitting = variants.find((v) => v.rows.some((row) => 'name' in row && names.has(row.name)));
  return (fitting ?? variants[0])?.rows ?? [payload];
}

/**
 * An application message with `body` in the names, units and "not available" codes of `applicationView`; what is
 * missing or null there is sent as "not available". Where a value is shown twice, as sent and in its unit
 * (`level_raw`, `level_m`), the one as sent counts. An identifier without a known layout takes `payloadHex` and
 * `payloadBits`. The bits end with the last field: nothing is added to fill a byte.
 * Throws RangeError naming application and field for what cannot be sent.
 */
export function encodeApplication(envelope: Envelope, dac: number, fid: number, body: View): Encoded {
  const type = envelope.destinationMmsi === null ? 8 : 6;
  return message(envelope, dac, fid, variantFor(variantsOf(type, dac, fid), body), body);
}
