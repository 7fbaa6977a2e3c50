/** A value in gpsd's scaled JSON. */
export type Shown = number | string | boolean;

/**
 * How a raw value stands for a physical one. `source` gives the JavaScript expression of the physical value for the
 * compiled decoder, where every raw value is in the variable `r_<key>`; `encode` goes the other way.
 */
export interface Coding {
  readonly source: (raw: string) => string;
  /** Throws RangeError naming `what` for a value that the field cannot carry. */
  readonly encode: (value: unknown, what: string) => number;
  /** The value in gpsd's scaled JSON, which prints most "not available" codes as numbers. */
  readonly shown: (raw: number) => Shown;
  /** For the reader of the table: one raw step, e.g. `1/10 kn`; '' for a plain number or code. */
  readonly unit: string;
  /** For the reader of the table: what reads as null; '' where nothing does. */
  readonly absent: string;
}

export function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${what}: not a number`);
  return value;
}

export function within(raw: number, min: number, max: number, what: string): number {
  if (raw < min || raw > max) throw new RangeError(`${what}: ${raw} is outside ${min}…${max}`);
  return raw;
}

const asSent = (raw: number): number => raw;

/** The number as sent. */
export const plain: Coding = {
  source: (raw) => raw,
  encode: (value, what) => Math.round(numberOf(value, what)),
  shown: asSent,
  unit: '',
  absent: '',
};

/** Text: the reader trims it, the writer fills it up with `@`. */
export const text: Coding = {
  source: (raw) => raw,
  encode: () => 0,
  shown: asSent,
  unit: 'six-bit text',
  absent: 'empty',
};

/** Bits that an application gives their meaning. */
export const data: Coding = { ...text, unit: 'bits', absent: '' };

export const flag: Coding = {
  source: (raw) => `${raw} === 1`,
  encode: (value, what) => {
    if (typeof value !== 'boolean') throw new RangeError(`${what}: not true or false`);
    return value ? 1 : 0;
  },
  shown: (raw) => raw === 1,
  unit: '0 false, 1 true',
  absent: '',
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
  /** Where gpsd shows "not available" as the text "nan". */
  readonly nan?: boolean;
}

/** A number with a step and a "not available" code; raw values outside min … max read as null. */
export function scaled({ per = 1, min = 0, max, absent, beyond, unit, nan = false }: Scale): Coding {
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
    shown: (raw) => (nan && raw > max ? 'nan' : raw / per),
    unit: `${per === 1 ? '' : `1/${per} `}${unit}${beyond === 'top' ? `, ${max} = or more` : ''}`,
    absent: `${absent}`,
  };
}

/** The MMSI of another station; 0 = none. */
export const mmsi = scaled({ min: 1, max: 2 ** 30 - 1, absent: 0, unit: 'MMSI' });

/** Only has a meaning while the row `key` is not 0. */
export const beside = (key: string): Coding => ({
  source: (raw) => `r_${key} === 0 ? null : ${raw}`,
  encode: (value, what) => (value === null ? 0 : Math.round(numberOf(value, what))),
  shown: asSent,
  unit: '',
  absent: `while \`${key}\` is 0`,
});
