/**
 * How a raw value stands for a physical one. `source` gives the JavaScript expression of the physical value for the
 * compiled decoder, where every raw value is in the variable `r_<key>`; `encode` goes the other way.
 */
export interface Coding {
  readonly source: (raw: string) => string;
  /** Throws RangeError naming `what` for a value that the field cannot carry. */
  readonly encode: (value: unknown, what: string) => number;
  /** For the reader of the table: unit, steps, codes for "not available". */
  readonly note: string;
}

function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${what}: not a number`);
  return value;
}

function within(raw: number, min: number, max: number, what: string): number {
  if (raw < min || raw > max) throw new RangeError(`${what}: ${raw} is outside ${min}…${max}`);
  return raw;
}

/** The number as sent. */
export const plain: Coding = {
  source: (raw) => raw,
  encode: (value, what) => Math.round(numberOf(value, what)),
  note: '',
};

/** Text: the reader trims it, the writer fills it up with `@`. */
export const text: Coding = { source: (raw) => raw, encode: () => 0, note: 'six-bit text' };

export const flag: Coding = {
  source: (raw) => `${raw} === 1`,
  encode: (value, what) => {
    if (typeof value !== 'boolean') throw new RangeError(`${what}: not true or false`);
    return value ? 1 : 0;
  },
  note: '0 false, 1 true',
};

interface Scale {
  /** Steps of the raw value to one unit. */
  readonly per?: number;
  readonly min?: number;
  /** Last raw value with a meaning; above it is "not available" or reserved. */
  readonly max: number;
  /** Raw value for null. */
  readonly absent: number;
  /** `top`: the last value means "or more". `around`: a circle of max + 1 steps. */
  readonly beyond?: 'top' | 'around';
  readonly unit: string;
}

/** A number with a step and a "not available" code; raw values outside min … max read as null. */
export function scaled({ per = 1, min = 0, max, absent, beyond, unit }: Scale): Coding {
  const divided = (raw: string): string => (per === 1 ? raw : `${raw} / ${per}`);
  const test = (raw: string): string =>
    min === 0 ? `${raw} <= ${max}` : `${raw} >= ${min} && ${raw} <= ${max}`;
  return {
    source: (raw) => `${test(raw)} ? ${divided(raw)} : null`,
    encode: (value, what) => {
      if (value === null) return absent;
      const raw = Math.round(numberOf(value, what) * per);
      if (beyond === 'top') return within(Math.min(raw, max), min, max, what);
      if (beyond === 'around') return ((raw % (max + 1)) + max + 1) % (max + 1);
      return within(raw, min, max, what);
    },
    note: `${per === 1 ? '' : `1/${per} `}${unit}, ${absent} = not available`,
  };
}

/** Longitude or latitude: null together when either is out of range (§3.1: 181° and 91° = not available). */
export function position(axis: 'lon' | 'lat', per: number): Coding {
  const inside = `r_lon >= ${-180 * per} && r_lon <= ${180 * per} && r_lat >= ${-90 * per} && r_lat <= ${90 * per}`;
  const limit = axis === 'lon' ? 180 : 90;
  return {
    source: (raw) => `${inside} ? ${raw} / ${per} : null`,
    encode: (value, what) =>
      value === null
        ? (limit + 1) * per
        : within(Math.round(numberOf(value, what) * per), -limit * per, limit * per, what),
    note: `1/${per}°, ${limit + 1}° = not available`,
  };
}

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
  note: '±(raw / 4.733)² °/min; ±126 = 708 °/min or more, ±127 = no indicator, -128 = not available',
};

/** Load of an inland vessel: 1 loaded, 2 unloaded (0 not available, 3 not used). */
export const loaded: Coding = {
  source: (raw) => `${raw} === 1 ? true : ${raw} === 2 ? false : null`,
  encode: (value) => (value === null ? 0 : value === true ? 1 : 2),
  note: '1 loaded, 2 unloaded, 0 = not available',
};

/** European vessel identification number; the reader's `eni` repairs what real units send. */
export const eni: Coding = { source: (raw) => `eni(${raw})`, encode: () => 0, note: 'eight digits' };

/** Off-position indicator (§3.19): only valid while the UTC second is 0 … 59. */
export const offPosition: Coding = {
  source: (raw) => `r_second <= 59 ? ${raw} === 1 : null`,
  encode: (value) => (value === true ? 1 : 0),
  note: '1 = off position; valid only with a UTC second of 0 … 59',
};
