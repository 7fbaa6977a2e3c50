/**
 * What application messages (types 6 and 8) say, as far as it matters to the picture, the rules or the incident desk:
 * in physical units, and `null` for every "not available" code.
 */

/** A UTC time as sent: the year is never sent. */
export interface SentTime {
  readonly month: number | null;
  readonly day: number | null;
  readonly hour: number | null;
  readonly minute: number | null;
}

/** DAC 200 FI 55; DAC 1 FI 16, 24 and 40. */
export interface PersonsOnBoard {
  readonly kind: 'persons-on-board';
  /** All persons; null where no number was sent. */
  readonly persons: number | null;
  /** True: there may be more, because one of the numbers was not sent or has reached its top. */
  readonly atLeast: boolean;
  readonly crew: number | null;
  readonly passengers: number | null;
  readonly personnel: number | null;
}

export type CargoCode = 'imdg' | 'igc' | 'imsbc' | 'marpol-1' | 'marpol-2' | 'regional' | 'unknown';

/** One dangerous cargo; only what its code says is not null. */
export interface DangerousCargoEntry {
  readonly code: CargoCode;
  /** Class, with its division where it has one: `3`, `2.1`. */
  readonly imdgClass: string | null;
  readonly unNumber: number | null;
  readonly bulkGroup: 'A' | 'B' | 'C' | 'MHB' | null;
  /** MARPOL Annex I, appendix 1: 1 asphalt solutions … 8 naphtha. */
  readonly oilType: number | null;
  readonly category: 'X' | 'Y' | 'Z' | 'OS' | null;
  /** Name of the goods, where it is sent. */
  readonly name: string | null;
}

/** DAC 1 FI 25, and FI 12 before it. */
export interface DangerousCargo {
  readonly kind: 'dangerous-cargo';
  /** Of all entries together. */
  readonly tonnes: number | null;
  readonly entries: readonly DangerousCargoEntry[];
}

/** DAC 200 FI 21 (a ship's estimate) and FI 22 (the time that the shore requires). */
export interface ArrivalAtObject {
  readonly kind: 'eta' | 'rta';
  /** Two-letter country, three-letter UN location code, and the ISRS parts behind them. */
  readonly country: string | null;
  readonly locode: string | null;
  readonly section: string | null;
  readonly terminal: string | null;
  readonly hectometre: string | null;
  readonly at: SentTime;
  /** FI 21 only. */
  readonly tugs: number | null;
  readonly airDraughtM: number | null;
  /** FI 22 only: the state of the object. */
  readonly status: 'operational' | 'limited' | 'out-of-order' | null;
}

/** A leg from the end of the one before it. */
export interface Leg {
  readonly bearingDeg: number;
  readonly distanceM: number;
}

interface Anchored {
  readonly lon: number | null;
  readonly lat: number | null;
}

export type NoticeArea =
  /** A point where the radius is 0. */
  | (Anchored & { readonly shape: 'circle'; readonly radiusM: number })
  /** From its south-west corner; turned clockwise by `orientationDeg`. */
  | (Anchored & {
      readonly shape: 'rectangle';
      readonly eastM: number;
      readonly northM: number;
      readonly orientationDeg: number;
    })
  /** Clockwise from left to right. */
  | (Anchored & {
      readonly shape: 'sector';
      readonly radiusM: number;
      readonly leftDeg: number;
      readonly rightDeg: number;
    })
  /** From the area before it: the centre of a circle, or the end of a polyline. */
  | { readonly shape: 'polyline' | 'polygon'; readonly legs: readonly Leg[] }
  | { readonly shape: 'text'; readonly text: string };

/** DAC 1 FI 22 and 23. */
export interface AreaNotice {
  readonly kind: 'area-notice';
  /** Ties the notice to its texts and to its cancellation; unique with the sender. */
  readonly linkage: number;
  /** Code of Circ.289, table 11.11, e.g. 76 = pollution response area, 126 = cancellation. */
  readonly notice: number;
  readonly cancelled: boolean;
  readonly start: SentTime;
  /** Null: until further notice. */
  readonly durationMin: number | null;
  readonly areas: readonly NoticeArea[];
}

/** DAC 1 FI 0, 29 and 30. */
export interface FreeText {
  readonly kind: 'text';
  /** The message that it belongs to; null where there is none. */
  readonly linkage: number | null;
  readonly text: string;
}

/** DAC 200 FI 24: levels against the local reference. */
export interface WaterLevels {
  readonly kind: 'water-levels';
  readonly country: string | null;
  /** `levelM` is null while it is not known which bit the sender uses as the sign. */
  readonly gauges: readonly { readonly gauge: number; readonly levelM: number | null }[];
}

/** DAC 1 FI 31 and 11. */
export interface Weather {
  readonly kind: 'weather';
  readonly lon: number | null;
  readonly lat: number | null;
  readonly at: Omit<SentTime, 'month'>;
  readonly windKn: number | null;
  readonly gustKn: number | null;
  /** Where the wind comes from. */
  readonly windFromDeg: number | null;
  readonly airTempC: number | null;
  readonly pressureHpa: number | null;
  readonly visibilityNm: number | null;
  /** Against the local chart datum, tide included. */
  readonly waterLevelM: number | null;
  /** At the surface. */
  readonly currentKn: number | null;
  /** Where the current runs to. */
  readonly currentToDeg: number | null;
  readonly waveM: number | null;
}

export type Application =
  | PersonsOnBoard
  | DangerousCargo
  | ArrivalAtObject
  | AreaNotice
  | FreeText
  | WaterLevels
  | Weather;
