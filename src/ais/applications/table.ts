import type { Application } from './application.ts';
import { areaNotices } from './area-notice.ts';
import { cargoAndPersons } from './cargo-and-persons.ts';
import { environment } from './environment.ts';
import { fairway } from './fairway.ts';
import { inlandShip } from './inland-ship.ts';
import { inlandShore } from './inland-shore.ts';
import { portCalls } from './port-call.ts';
import { shipWeather } from './ship-weather.ts';
import { targets } from './targets.ts';
import { texts } from './texts.ts';
import { weather } from './weather.ts';

/** Every application whose layout is known. Of several variants, the first that fits is taken. */
export const applicationTable: readonly Application[] = [
  ...texts,
  ...weather,
  ...cargoAndPersons,
  ...targets,
  ...fairway,
  ...portCalls,
  ...shipWeather,
  ...areaNotices,
  ...environment,
  ...inlandShip,
  ...inlandShore,
];

const byIdentifier = new Map<string, Application[]>();
for (const entry of applicationTable) {
  for (const type of entry.types) {
    const key = `${type}/${entry.dac}/${entry.fid}`;
    byIdentifier.set(key, [...(byIdentifier.get(key) ?? []), entry]);
  }
}

/** The variants of an application identifier in message 6 or 8; none when it is not known there. */
export const variantsOf = (type: number, dac: number, fid: number): readonly Application[] =>
  byIdentifier.get(`${type}/${dac}/${fid}`) ?? [];
