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
  | 'bad-fill-bits';

/**
 * What is wrong beside a line's own result: a TAG block that was dropped while its sentence was taken, a message of
 * several parts that was given up (once a message), a `$PGHP` wrapper that another sentence followed than its own, and a
 * body of cargo or persons on board (messages 6 and 8) that is too short for its application.
 */
export type SideFault = 'bad-tag-block' | 'orphan-part' | 'orphan-wrapper' | 'bad-application';

/** Why an assembled payload was refused by the decoder. */
export type DecodeRefusal = 'unknown-type' | 'unknown-part' | 'bad-length';

export type Refusal = LineRefusal | DecodeRefusal;

/** What became of a line that was not refused. */
export type LineResult = 'accepted' | 'part' | 'duplicate' | 'other' | 'blank';

/**
 * Who said when a sentence was heard: TAG block `c:`, `$PGHP` wrapper, receiver fields or a logger's time behind the
 * checksum, or a logger's time in front of the line. `leading-local`: a logger's time without a zone, read as if it were UTC.
 */
export type RecordedBy = 'tag' | 'pghp' | 'trailing' | 'leading' | 'leading-local';

/** How a message was heard (VSI sentence, receiver fields behind the checksum); null where it was not said. */
export interface Signal {
  readonly rssiDbm: number | null;
  readonly snrDb: number | null;
  /** Slot 0–2249 of the minute in which it arrived. */
  readonly slot: number | null;
}

/**
 * One assembled AIS payload. `sextets` and `signal` are reused: read them before the callback returns.
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
  /** Who heard it: TAG block source (`s:`), base station of `$PGHP`, station of VSI or receiver fields; as sent. */
  readonly station: string | null;
  /** When it was heard, in milliseconds since 1970, by the best of those who said so; null together with `recordedBy`. */
  readonly recordedAtMs: number | null;
  readonly recordedBy: RecordedBy | null;
  readonly signal: Signal | null;
}

/** So many messages a reader looks ahead at the most: what they need of the picture stays in the fastest cache. */
export const mostAhead = 64;

export const receiverKinds = [
  'tcp-listener',
  'tls-listener',
  'udp-listener',
  'tcp-client',
  'file',
  'http',
] as const;
/** `tls-listener`: named by its certificate; `http`: by the key that it posts with. */
export type ReceiverKind = (typeof receiverKinds)[number];

/** Counts of one receiver since start. The pipeline and the receiver itself write it; others read. */
export interface ReceiverTally {
  /** `kallo` where named in the settings, else e.g. `tcp/10.0.3.7`. */
  readonly name: string;
  readonly kind: ReceiverKind;
  /** Peers connected now; for a file or a client 0 or 1. */
  connections: number;
  bytes: number;
  lines: number;
  readonly results: Record<LineResult, number>;
  /** With `results`, every line once; causes that turn away a peer stand here too. */
  readonly refused: Partial<Record<Refusal | ConnectionRefusal, number>>;
  readonly sideFaults: Partial<Record<SideFault, number>>;
  /** Last valid sentence. */
  lastHeardMs: number | null;
  /** Judged every few seconds; null before the first time. */
  health: ReceiverHealth | null;
}

/**
 * `quiet`: heard at less than a third of what is normal at this hour; `silent`: its normal rhythm is broken;
 * `clock-wrong`: more than 5 s off. A receiver that is not known well enough to be judged is `normal`.
 */
export type ReceiverState = 'normal' | 'quiet' | 'silent' | 'clock-wrong';

/** Where a receiver hears vessels; degrees, WGS 84. */
export interface Coverage {
  /** West, south, east, north; west > east over the antimeridian. */
  readonly bbox: readonly [number, number, number, number];
  /** A GeoJSON Polygon, farthest believable position in each direction. */
  readonly polygon: {
    readonly type: 'Polygon';
    readonly coordinates: readonly (readonly (readonly [number, number])[])[];
  };
}

/** How a receiver does, as against what is normal for it. */
export interface ReceiverHealth {
  readonly state: ReceiverState;
  /** Since when it is silent: its last message, or the start of the server when it was not heard since. */
  readonly silentSinceMs: number | null;
  /** Messages a minute that are normal at this hour; null while unknown. */
  readonly normalPerMinute: number | null;
  /** Seconds after a message within which the next is expected at this hour; null while unknown, or beyond two weeks. */
  readonly expectedWithinS: number | null;
  /** Seconds by which its clock is ahead of the server's; negative: behind, or its data are delayed. Null while unknown. */
  readonly clockOffsetS: number | null;
  readonly coverage: Coverage | null;
}

/** Why a peer was turned away; the last five are those of a TLS listener. */
export const connectionRefusals = [
  'not-allowed',
  'too-many-connections',
  'silent',
  'no-handshake',
  'no-certificate',
  'untrusted-certificate',
  'expired-certificate',
  'revoked-certificate',
] as const;
export type ConnectionRefusal = (typeof connectionRefusals)[number];

/** Where the bytes of one connection, peer or file go: chunks in order, holding any number of lines, cut anywhere. */
export interface Link {
  bytes(chunk: Uint8Array, receivedAtMs: number): void;
  /** The link ended: an unfinished line counts as it stands. */
  end(receivedAtMs: number): void;
}

/** Called by a receiver for each new connection or peer. */
export type OpenLink = (receiver: ReceiverTally) => Link;

/** What became of the lines of one post. */
export interface Posted {
  readonly lines: number;
  /** Lines that were not refused, by result; only those that were counted. */
  readonly results: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
}

/** Takes NMEA lines that a program posts, under the name of its receiver. */
export interface PostedNmea {
  take(receiver: string, bytes: Uint8Array): Posted;
}

/** What became of a message that was to be read by a second decoder too. */
export type CrosscheckResult = 'agree' | 'disagree' | 'skipped' | 'failed';
