import type { AisMessage } from '../model/messages.ts';
import type { Reading } from './second-decoder.ts';

/** A field that both decoders read, by our name and by the other's. Rate of turn is not among them: the other has it wrong. */
export interface ComparedField {
  readonly ours: string;
  readonly theirs: string;
  /** One step of the raw value; 0: equal or not. */
  readonly step: number;
  /** Whether a value of the other is one with a meaning: it hands out some "not available" codes as numbers. */
  readonly means: (value: number, all: Reading) => boolean;
}

const always = (): boolean => true;
const field = (
  ours: string,
  theirs: string,
  step = 0,
  means: ComparedField['means'] = always,
): ComparedField => ({
  ours,
  theirs,
  step,
  means,
});
const within =
  (min: number, max: number) =>
  (value: number): boolean =>
    value >= min && value <= max;

/** The other gives any longitude but 181°, we only those on Earth, and then both or none. */
const onEarth = (_: number, { lon, lat }: Reading): boolean =>
  typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

const mmsi = field('mmsi', 'mmsi');
const place = [field('lon', 'lon', 1 / 600_000, onEarth), field('lat', 'lat', 1 / 600_000, onEarth)];
const motion = [
  field('sogKn', 'speedOverGround', 0.1),
  field('cogDeg', 'courseOverGround', 0.1, within(0, 359.95)),
  field('headingDeg', 'heading', 1, within(0, 359)),
  field('utcSecond', 'utcSecond'),
];
const hull = [
  field('toBowM', 'dimBow', 1, within(1, 511)),
  field('toSternM', 'dimStern', 1, within(1, 511)),
  field('toPortM', 'dimPort', 1, within(1, 63)),
  field('toStarboardM', 'dimStarboard', 1, within(1, 63)),
];
const identity = [field('callsign', 'callsign'), field('shipType', 'typeAndCargo', 1, within(1, 99))];

const classA = [mmsi, field('navStatus', 'navStatus'), ...place, ...motion];
const baseStation = [mmsi, ...place];
const voyage = [
  mmsi,
  field('imo', 'imo', 1, within(1, 2 ** 30)),
  field('name', 'name'),
  ...identity,
  ...hull,
  field('draughtM', 'draught', 0.1, within(0.05, 25.5)),
  field('destination', 'destination'),
];
const classB = [mmsi, ...place, ...motion];
const inland = [
  field('lengthM', 'length', 0.1, within(0.05, 800)),
  field('beamM', 'beam', 0.1, within(0.05, 100)),
  field('eriType', 'shipType', 1, within(1, 16_383)),
  field('hazard', 'hazardCode'),
  field('draughtM', 'draught', 0.01, within(0.005, 20)),
];

/** What of a message is compared: parts of ours with the fields to look at; and the bits that it must have. */
export interface Comparison {
  readonly minBits: number;
  readonly part: object;
  readonly fields: readonly ComparedField[];
}

/** Null for messages that the second decoder does not know, or not as a whole. */
export function comparisonOf(message: AisMessage): Comparison | null {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      return { minBits: 143, part: message, fields: classA };
    case 4:
      return { minBits: 134, part: message, fields: baseStation };
    case 5:
      return { minBits: 422, part: message, fields: voyage };
    case 8:
      return message.inland && { minBits: 160, part: message.inland, fields: inland };
    case 18:
      return { minBits: 139, part: message, fields: classB };
    case 24:
      if (message.part === 0) return { minBits: 160, part: message, fields: [mmsi, field('name', 'name')] };
      return {
        minBits: 162,
        part: message,
        fields: [mmsi, ...identity, ...(message.mothershipMmsi === null ? hull : [])],
      };
    default:
      return null;
  }
}
