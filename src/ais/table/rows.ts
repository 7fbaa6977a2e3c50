import {
  beside,
  type Coding,
  data as dataCoding,
  flag,
  mmsi,
  plain,
  scaled,
  text as textCoding,
} from './coding.ts';
import type { Dialect, Field, RawValues } from './field.ts';
import { epfdLegend, shipTypeLegend } from './legends.ts';
import { position } from './special-coding.ts';

/** The short words that the table is written in. */

type Name = string | null;

const row = (
  key: string,
  name: Name,
  bits: number,
  kind: Field['kind'],
  coding: Coding,
  more: Partial<Field> = {},
): Field => ({ key, name, bits, kind, coding, preset: 0, tailCharacters: 0, gpsd: {}, ...more });

export const number = (key: string, name: Name, bits: number, gpsd: Dialect = {}): Field =>
  row(key, name, bits, 'unsigned', plain, { gpsd });
export const bool = (key: string, name: Name, preset = 0): Field =>
  row(key, name, 1, 'unsigned', flag, { preset });
export const coded = (key: string, name: Name, bits: number, coding: Coding, gpsd: Dialect = {}): Field =>
  row(key, name, bits, 'unsigned', coding, { gpsd });
export const signed = (key: string, name: Name, bits: number, coding: Coding): Field =>
  row(key, name, bits, 'signed', coding);
export const text = (key: string, name: Name, characters: number, coding = textCoding): Field =>
  row(key, name, characters * 6, 'text', coding);
/** Text of `characters` that may go on behind the last row; gpsd shows it whole. */
export const longText = (key: string, name: Name, characters: number, tailCharacters: number): Field =>
  row(key, name, characters * 6, 'text', textCoding, {
    tailCharacters,
    gpsd: { value: (raw, all) => wholeText(String(raw), all[`${key}_full`], characters) },
  });

/** A text that an `@` ended has no continuation: what stands in the extension then follows it without a blank. */
function wholeText(begin: string, full: string | number | undefined, characters: number): string {
  return typeof full === 'string' && full.slice(begin.length, characters).trim() === '' ? full : begin;
}

/** Text to the end of the message. */
export const restText = (key: string, name: Name, maxCharacters: number): Field =>
  row(key, name, 0, 'text', textCoding, { tailCharacters: maxCharacters });
/** Bits to the end of the message. */
export const restData = (key: string, name: Name): Field => row(key, name, 0, 'data', dataCoding);
export const spare = (bits: number): Field => row('', null, bits, 'spare', plain);
/** What gpsd shows as 0 where the variant does not send it. */
export const unsent = (key: string): Field => row(key, null, 0, 'unsigned', plain);

/** A flag that gpsd shows as 0 or 1. */
export const numericBool = (key: string, name: Name): Field =>
  row(key, name, 1, 'unsigned', flag, { gpsd: { value: (raw) => raw } });

/** Message id, repeat indicator, source MMSI: the first 38 bits of every message (§3). */
export const header: readonly Field[] = [
  number('type', 'type', 6),
  number('repeat', 'repeat', 2),
  number('mmsi', 'mmsi', 30),
];

export const destination = coded('dest_mmsi', 'destinationMmsi', 30, mmsi);
export const sequence = number('seqno', 'sequence', 2);
export const retransmitted = bool('retransmit', 'retransmitted');

/** Fields that only mean something while the row `key` is not 0. */
export const attached = (key: string, name: string, bits: number, to: string): Field =>
  coded(key, name, bits, beside(to));

/** Position accuracy, longitude, latitude in 1/10 000 min. */
export const fix: readonly Field[] = [
  bool('accuracy', 'positionAccurate'),
  signed('lon', 'lon', 28, position({ axis: 'lon', per: 600_000 })),
  signed('lat', 'lat', 27, position({ axis: 'lat', per: 600_000 })),
];

/** Speed over ground: 1022 = 102.2 kn or more, 1023 = not available. */
export const speed = coded(
  'speed',
  'sogKn',
  10,
  scaled({ per: 10, max: 1022, absent: 1023, beyond: 'top', unit: 'kn', nan: true }),
);
export const course = coded(
  'course',
  'cogDeg',
  12,
  scaled({ per: 10, max: 3599, absent: 3600, beyond: 'around', unit: '°' }),
);
export const heading = coded(
  'heading',
  'headingDeg',
  9,
  scaled({ max: 359, absent: 511, beyond: 'around', unit: '°' }),
);
export const second = number('second', 'utcSecond', 6);
export const epfd = number('epfd', 'epfd', 4, { legend: epfdLegend });

const metres = (key: string, name: string, bits: number): Field =>
  coded(key, name, bits, scaled({ min: 1, max: 2 ** bits - 1, absent: 0, beyond: 'top', unit: 'm' }));

/** Dimensions about the reference point (§3.3): 511 and 63 mean "or more". */
export const dimensions: readonly Field[] = [
  metres('to_bow', 'toBowM', 9),
  metres('to_stern', 'toSternM', 9),
  metres('to_port', 'toPortM', 6),
  metres('to_starboard', 'toStarboardM', 6),
];

/** Ship type (§3.3): 0 not available; 100 and above have no meaning of their own and are read as unknown. */
export const shipType = coded('shiptype', 'shipType', 8, scaled({ min: 1, max: 99, absent: 0, unit: '' }), {
  legend: shipTypeLegend,
});

const two = (n: unknown): string => String(n).padStart(2, '0');

/** A part of a date that gpsd shows within one text. */
export const datePart = (
  key: string,
  name: string,
  bits: number,
  range: { readonly min: number; readonly max: number; readonly absent: number },
  gpsd: Dialect = { key: null },
): Field => coded(key, name, bits, scaled({ ...range, unit: 'UTC' }), gpsd);

/** `2026-11-23T15:45:30Z`, with the codes for "not available" as they are. */
export const timestamp = (_: unknown, v: RawValues): string =>
  `${String(v['year']).padStart(4, '0')}-${two(v['month'])}-${two(v['day'])}T${two(v['hour'])}:${two(v['minute'])}:${two(v['second'])}Z`;
/** `11-23T15:45Z`. */
export const eta = (_: unknown, v: RawValues): string =>
  `${two(v['month'])}-${two(v['day'])}T${two(v['hour'])}:${two(v['minute'])}Z`;
