/** What every message begins with. */
export interface Header {
  /** 0–3: how often the message has been repeated. */
  readonly repeat: number;
  /** Source MMSI as sent, 30 bits: 0 … 1073741823. */
  readonly mmsi: number;
}

/** Place and time quality that most position-bearing messages share. */
export interface Fix {
  /** True: better than 10 m. */
  readonly positionAccurate: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Ship dimensions about the reference point of the position, in metres; `null` where 0 ("not available") was sent. */
export interface Dimensions {
  readonly toBowM: number | null;
  readonly toSternM: number | null;
  readonly toPortM: number | null;
  readonly toStarboardM: number | null;
}

/** A body as it was sent: its bits packed into bytes from the left, the last byte filled up with zeros. */
export interface BinaryData {
  readonly bits: number;
  readonly bytes: Uint8Array;
}
