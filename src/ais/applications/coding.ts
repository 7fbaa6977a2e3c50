/** How a raw integer of an application's body stands for a value, and back. */
export interface Coding {
  readonly read: (raw: number) => number | string;
  /** Throws RangeError naming `what` for a value that the coding does not know. */
  readonly write: (value: unknown, what: string) => number;
  /** For the reader of the table: step and unit. */
  readonly note: string;
}

export function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${what}: not a number`);
  return value;
}

interface Linear {
  /** Raw steps to one unit. */
  readonly per?: number;
  /** Units of one raw step, where a step is more than a unit. */
  readonly times?: number;
  /** Raw steps to add before scaling. */
  readonly add?: number;
  readonly unit?: string;
}

/** value = (raw + add) · times / per. */
export function linear({ per = 1, times = 1, add = 0, unit = '' }: Linear): Coding {
  const step = times > 1 ? `${times} ` : per > 1 ? `1/${per} ` : '';
  const offset = add === 0 ? '' : `, raw 0 = ${(add * times) / per}`;
  return {
    read: (raw) => ((raw + add) * times) / per,
    write: (value, what) => Math.round((numberOf(value, what) * per) / times) - add,
    note: unit === '' && step === '' ? offset.slice(2) : `${step}${unit}${offset}`,
  };
}

export const plain = linear({});

/** Degrees from 1/`per` minutes; six decimals are finer than either step that is in use. */
export const arc = (per: number): Coding => ({
  read: (raw) => Math.round((raw / (60 * per)) * 1e6) / 1e6,
  write: (value, what) => Math.round(numberOf(value, what) * 60 * per),
  note: `1/${per} minute of arc, in degrees`,
});

/** Sign in the first of `bits` bits, 1 = negative, and the magnitude behind it. */
export function signAndMagnitude(bits: number): Coding {
  const sign = 2 ** (bits - 1);
  return {
    read: (raw) => (raw < sign ? raw : raw === sign ? 0 : sign - raw),
    write: (value, what) => {
      const number = Math.round(numberOf(value, what));
      const magnitude = Math.abs(number);
      if (magnitude >= sign) throw new RangeError(`${what}: ${number} is beyond ±${sign - 1}`);
      return number < 0 ? sign + magnitude : magnitude;
    },
    note: 'sign and magnitude, first bit 1 = negative',
  };
}

/** Two-digit years count from 2000; 0 stays 0 and means "not available". */
export const year: Coding = {
  read: (raw) => (raw === 0 ? 0 : 2000 + raw),
  write: (value, what) => {
    const number = numberOf(value, what);
    return number === 0 ? 0 : number - 2000;
  },
  note: 'year, 0 = not available',
};

/** value = raw² · factor, rounded to whole units. */
export const squared = (factor: number, unit: string): Coding => ({
  read: (raw) => Math.round(raw * raw * factor),
  write: (value, what) => Math.round(Math.sqrt(Math.max(0, numberOf(value, what)) / factor)),
  note: `raw² · ${factor} ${unit}`,
});

/** One word a code; every code must have one. */
export const labelled = (labels: readonly string[]): Coding => ({
  read: (raw) => labels[raw] ?? String(raw),
  write: (value, what) => {
    const raw = typeof value === 'string' ? labels.indexOf(value) : -1;
    if (raw < 0) throw new RangeError(`${what}: ${JSON.stringify(value)} is none of ${labels.join(', ')}`);
    return raw;
  },
  note: labels.map((label, raw) => `${raw} ${label}`).join(', '),
});
