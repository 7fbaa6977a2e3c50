/** What happens to a line before it is an AIS message: closed lists of causes, each of them a metric label. */

/** Why a line was refused by framing, checksum or assembly. */
export type LineRefusal =
  | 'line-too-long'
  | 'not-ascii'
  | 'not-ais'
  | 'bad-checksum'
  | 'missing-checksum'
  | 'bad-tag-block'
  | 'bad-fields'
  | 'bad-armour'
  | 'bad-fill-bits'
  | 'orphan-part';

/** Why an assembled payload was refused by the decoder. */
export type DecodeRefusal = 'unknown-type' | 'bad-length';

export type Refusal = LineRefusal | DecodeRefusal;

/** What became of a line that was not refused. */
export type LineResult = 'accepted' | 'part' | 'duplicate' | 'other' | 'blank';

/**
 * One assembled AIS payload. `sextets` is a reused buffer: read it before the callback returns.
 */
export interface Payload {
  /** One 6-bit value (0–63) a byte; only the first ceil(bits / 6) are valid. */
  readonly sextets: Uint8Array;
  /** Payload length in bits, fill bits removed. */
  readonly bits: number;
  /** 'A', 'B', or '' when not said. */
  readonly channel: string;
  /** True for VDO: the receiver's own ship or station. */
  readonly own: boolean;
  /** TAG block source (`s:`), else null. */
  readonly station: string | null;
  /** TAG block time (`c:`) in milliseconds, else null. */
  readonly tagTimeMs: number | null;
}

/** Counts of one receiver since start. */
export interface ReceiverStats {
  readonly name: string;
  readonly kind: 'tcp-listener' | 'udp-listener' | 'tcp-client' | 'file' | 'demo';
  /** Peers connected now; for a file or client 0 or 1. */
  readonly connections: number;
  readonly bytes: number;
  readonly lines: number;
  readonly results: Readonly<Record<LineResult, number>>;
  readonly refused: Readonly<Partial<Record<Refusal | 'not-allowed' | 'too-many-connections', number>>>;
  readonly lastHeardMs: number | null;
}

/** What a receiver hands on: a chunk of bytes that may hold any number of lines, cut anywhere. */
export interface ByteSink {
  /** `link` is one connection or datagram peer; bytes of one link are in order. */
  bytes(link: number, chunk: Uint8Array, receivedAtMs: number): void;
  /** The link ended: an unfinished line is refused. */
  end(link: number, receivedAtMs: number): void;
}
