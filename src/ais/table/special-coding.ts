import { type Coding, numberOf, plain, within } from './coding.ts';

/** Codings that no other field shares. */

interface Place {
  readonly axis: 'lon' | 'lat';
  /** Raw steps to a degree. */
  readonly per: number;
  /** Before the keys `lon` and `lat` where a message has several positions. */
  readonly prefix?: string;
}

/** Longitude or latitude: null together when either is out of range (§3.1: 181° and 91° = not available). */
export function position({ axis, per, prefix = '' }: Place): Coding {
  const [lon, lat] = [`r_${prefix}lon`, `r_${prefix}lat`];
  const inside = `${lon} >= ${-180 * per} && ${lon} <= ${180 * per} && ${lat} >= ${-90 * per} && ${lat} <= ${90 * per}`;
  const limit = axis === 'lon' ? 180 : 90;
  return {
    source: (raw) => `${inside} ? ${raw} / ${per} : null`,
    encode: (value, what) =>
      value === null
        ? (limit + 1) * per
        : within(Math.round(numberOf(value, what) * per), -limit * per, limit * per, what),
    // what is out of range is shown as "not available" too: nobody shall take it for a place
    shown: (raw) => (Math.abs(raw) > limit * per ? limit + 1 : Math.round((raw * 1e6) / per) / 1e6),
    unit: `1/${per}°`,
    absent: `${(limit + 1) * per} (${limit + 1}°), out of range`,
  };
}

/** A position whose numbers gpsd puts in quotes. */
export const quotedPosition = (place: Place): Coding => {
  const coding = position(place);
  return { ...coding, shown: (raw) => Number(coding.shown(raw)).toFixed(6) };
};

const turned = (raw: number): number => Math.sign(raw) * (raw / 4.733) ** 2;

/** Rate of turn (§3.1): ±(raw / 4.733)² °/min; −128 not available, ±127 turning without a turn indicator. */
export const rateOfTurn: Coding = {
  source: (raw) =>
    `${raw} > -127 && ${raw} < 127 ? (${raw} < 0 ? -1 : 1) * (${raw} / 4.733) * (${raw} / 4.733) : null`,
  encode: (value, what) => {
    if (value === null) return -128;
    const rate = numberOf(value, what);
    const raw = Math.min(126, Math.round(4.733 * Math.sqrt(Math.abs(rate))));
    return rate < 0 ? -raw : raw;
  },
  shown: (raw) =>
    raw === -128
      ? 'nan'
      : raw === 127
        ? 'fastright'
        : raw === -127
          ? 'fastleft'
          : Math.round(turned(raw) * 10) / 10,
  unit: '±(raw / 4.733)² °/min, ±126 = 708 °/min or more',
  absent: '-128, ±127 (no turn indicator)',
};

/** Load of an inland vessel: 1 loaded, 2 unloaded (0 not available, 3 not used). */
export const loaded: Coding = {
  source: (raw) => `${raw} === 1 ? true : ${raw} === 2 ? false : null`,
  encode: (value) => (value === null ? 0 : value === true ? 1 : 2),
  shown: (raw) => raw,
  unit: '1 loaded, 2 unloaded',
  absent: '0, 3',
};

/** European vessel identification number; the reader's `eni` repairs what real units send. */
export const eni: Coding = {
  ...plain,
  source: (raw) => `eni(${raw})`,
  encode: () => 0,
  unit: 'eight digits',
  absent: 'empty, zeros',
};

/** Off-position indicator (§3.19): only valid while the UTC second is 0 … 59. */
export const offPosition: Coding = {
  source: (raw) => `r_second <= 59 ? ${raw} === 1 : null`,
  encode: (value) => (value === true ? 1 : 0),
  shown: (raw) => raw === 1,
  unit: '1 = off position',
  absent: 'while `second` is above 59',
};

/** Transitional zone (§3.20): 1 … 8 nautical miles, one more than the raw value. */
export const zoneSize: Coding = {
  source: (raw) => `${raw} + 1`,
  encode: (value, what) => within(Math.round(numberOf(value, what)) - 1, 0, 7, what),
  shown: (raw) => raw,
  unit: 'NM, raw + 1',
  absent: '',
};
