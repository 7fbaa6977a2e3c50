import {
  type Check,
  faultOf,
  listOf,
  oneOf,
  orNull,
  type Shape,
  shaped,
  text,
  wholeWithin,
  within,
} from '../lib/shape.ts';
import type { VesselRow } from '../model/archive.ts';
import type { DangerousCargoSaid, PersonsSaid } from '../model/cargo.ts';
import type { Origin, Provenance } from '../model/vessel.ts';

/** What stands in columns whose type says little of the content: four of them are JSON, which anybody can have edited. */
export interface SaidColumns {
  readonly inland_hazard: number | null;
  readonly dangerous_cargo: unknown;
  readonly persons: unknown;
  readonly told: unknown;
}
type Said = Pick<VesselRow, 'inlandHazard' | 'dangerousCargo' | 'persons' | 'told'>;

/** Event times may be ahead of the server's clock by less than a minute. */
const aheadMs = 60_000;
/** A group of which nobody knows who told it, and when, counts as told long ago: it expires as one. */
const longAgo: Origin = { messageType: 0, receiver: '', atMs: 0 };

/**
 * What a vessel said of its cargo, checked field by field. What cannot be read is left out, and its name appended to `damaged`.
 * @param writtenMs when the row was written: nothing in it was said later
 */
export function readSaid(row: SaidColumns, writtenMs: number, damaged: string[]): Said {
  const time = within(0, writtenMs + aheadMs);
  const read = <T>(field: string, value: unknown, shape: Shape<T>): T | null => {
    if (value === null) return null;
    const fault = faultOf(shape, value);
    if (fault === null) return value as T;
    damaged.push(fault === '' ? field : `${field}.${fault}`);
    return null;
  };
  const isHazard = orNull(wholeWithin(0, 7))(row.inland_hazard);
  if (!isHazard) damaged.push('inland_hazard');
  return {
    inlandHazard: isHazard ? row.inland_hazard : null,
    dangerousCargo: read('dangerous_cargo', row.dangerous_cargo, dangerousCargo(time)),
    persons: read('persons', row.persons, persons(time)),
    told: row.told === null ? null : readTold(Object(row.told), time, damaged),
  };
}

function readTold(told: object, time: Check, damaged: string[]): Provenance {
  const isOrigin = orNull(shaped(originOf(time)));
  const group = (name: keyof Provenance): Origin | null => {
    const origin: unknown = Reflect.get(told, name);
    if (isOrigin(origin)) return origin as Origin | null;
    damaged.push(`told.${name}`);
    return { ...longAgo };
  };
  return { name: group('name'), static: group('static'), voyage: group('voyage'), inland: group('inland') };
}

const dangerousCargo = (time: Check): Shape<DangerousCargoSaid> => ({
  unNumbers: listOf(wholeWithin(0, 9_999)),
  imdgClasses: listOf(text),
  category: oneOf('X', 'Y', 'Z', 'OS', null),
  substances: listOf(text),
  tonnes: orNull(within(0, 1e6)),
  atMs: time,
});
const persons = (time: Check): Shape<PersonsSaid> => ({ count: wholeWithin(0, 10_000), atMs: time });
const originOf = (time: Check): Shape<Origin> => ({
  messageType: wholeWithin(1, 27),
  receiver: text,
  atMs: time,
});
