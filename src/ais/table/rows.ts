import { type Coding, flag, plain, position, scaled, text as textCoding } from './coding.ts';
import type { Field } from './field.ts';

/** The short words that the table is written in. */

type Name = string | null;

function row(
  key: string,
  name: Name,
  bits: number,
  kind: Field['kind'],
  coding: Coding,
  preset = 0,
  tailCharacters = 0,
): Field {
  return { key, name, bits, kind, coding, preset, tailCharacters };
}

export const number = (key: string, name: Name, bits: number, preset = 0): Field =>
  row(key, name, bits, 'unsigned', plain, preset);
export const bool = (key: string, name: Name, preset = 0): Field =>
  row(key, name, 1, 'unsigned', flag, preset);
export const coded = (key: string, name: Name, bits: number, coding: Coding): Field =>
  row(key, name, bits, 'unsigned', coding);
export const signed = (key: string, name: Name, bits: number, coding: Coding): Field =>
  row(key, name, bits, 'signed', coding);
export const text = (key: string, name: Name, characters: number, coding = textCoding): Field =>
  row(key, name, characters * 6, 'text', coding);
/** Text of `characters` that may go on behind the last row. */
export const longText = (key: string, name: Name, characters: number, tailCharacters: number): Field =>
  row(key, name, characters * 6, 'text', textCoding, 0, tailCharacters);
export const spare = (bits: number, preset = 0): Field => row('', null, bits, 'spare', plain, preset);

/** Message id, repeat indicator, source MMSI: the first 38 bits of every message (§3). */
export const header: readonly Field[] = [
  number('type', 'type', 6),
  number('repeat', 'repeat', 2),
  number('mmsi', 'mmsi', 30),
];

/** Position accuracy, longitude, latitude in 1/10 000 min. */
export const fix: readonly Field[] = [
  bool('accuracy', 'positionAccurate'),
  signed('lon', 'lon', 28, position('lon', 600_000)),
  signed('lat', 'lat', 27, position('lat', 600_000)),
];

/** Speed over ground: 1022 = 102.2 kn or more, 1023 = not available. */
export const speed = coded(
  'speed',
  'sogKn',
  10,
  scaled({ per: 10, max: 1022, absent: 1023, beyond: 'top', unit: 'kn' }),
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
export const shipType = coded('shiptype', 'shipType', 8, scaled({ min: 1, max: 99, absent: 0, unit: '' }));
