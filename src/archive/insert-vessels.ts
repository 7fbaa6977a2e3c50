import type { PoolClient } from 'pg';
import type { VesselRow } from '../model/archive.ts';
import { numbers, texts } from './columns.ts';

const columns = `mmsi, time, class, name, callsign, imo, eni, flag, ship_type, eri_type, length_m, beam_m, draught_m, destination,
  hazard_state, inland_hazard, dangerous_cargo, persons, tank_hull, told`;

/** The newest of each vessel, in order of MMSI, so that two writers cannot wait for each other's rows. */
const given = `
  SELECT DISTINCT ON (mmsi)
         mmsi, to_timestamp(ms / 1000) AS time, class, name, callsign, imo, eni, flag, ship_type, eri_type, length_m, beam_m, draught_m,
         destination, hazard_state, inland_hazard, dangerous_cargo, persons, tank_hull, told
    FROM unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
                $9::int[], $10::int[], $11::real[], $12::real[], $13::real[], $14::text[], $15::text[],
                $16::smallint[], $17::jsonb[], $18::jsonb[], $19::boolean[], $20::jsonb[])
         AS t (mmsi, ms, class, name, callsign, imo, eni, flag, ship_type, eri_type,
               length_m, beam_m, draught_m, destination, hazard_state,
               inland_hazard, dangerous_cargo, persons, tank_hull, told)
   ORDER BY mmsi, ms DESC`;

/** A dangerous-cargo message counts for three days: one that is repeated is news once a day. */
const dayOfMessage = (row: string): string =>
  `floor((${row}.dangerous_cargo->>'atMs')::float8 / ${24 * 3_600_000})`;

/** What rules look at and alerts name; the rest is told anew every few minutes or says nothing of the vessel itself. */
const changed = [
  'class',
  'name',
  'imo',
  'ship_type',
  'eri_type',
  'length_m',
  'draught_m',
  'inland_hazard',
  'tank_hull',
]
  .map((column) => `g.${column} IS DISTINCT FROM v.${column}`)
  .concat(
    `g.dangerous_cargo - 'atMs' IS DISTINCT FROM v.dangerous_cargo - 'atMs'`,
    `${dayOfMessage('g')} IS DISTINCT FROM ${dayOfMessage('v')}`,
  )
  .join(' OR ');

/** Before the latest row is replaced. A row that is as old as the latest, or older, is no news. */
const noteChanges = `
  INSERT INTO havenwacht.vessel_history (${columns})
  SELECT g.* FROM (${given}) g LEFT JOIN havenwacht.vessels v ON v.mmsi = g.mmsi
   WHERE v.mmsi IS NULL OR (v.time < g.time AND (${changed}))
  ON CONFLICT DO NOTHING`;

const keepLatest = `
  INSERT INTO havenwacht.vessels (${columns}) ${given}
  ON CONFLICT (mmsi) DO UPDATE SET
         time = excluded.time, class = excluded.class, name = excluded.name, callsign = excluded.callsign,
         imo = excluded.imo, eni = excluded.eni, flag = excluded.flag, ship_type = excluded.ship_type,
         eri_type = excluded.eri_type, length_m = excluded.length_m, beam_m = excluded.beam_m,
         draught_m = excluded.draught_m, destination = excluded.destination, hazard_state = excluded.hazard_state,
         inland_hazard = excluded.inland_hazard, dangerous_cargo = excluded.dangerous_cargo,
         persons = excluded.persons, tank_hull = excluded.tank_hull, told = excluded.told
   WHERE vessels.time < excluded.time`;

const json = (value: object | boolean | null): string | null =>
  value === null ? null : JSON.stringify(value);

/** What vessels say they are: the latest of each, and what changed. */
export async function upsertVessels(client: PoolClient, rows: readonly VesselRow[]): Promise<void> {
  const values = [
    numbers(rows, (r) => r.mmsi),
    numbers(rows, (r) => r.timeMs),
    texts(rows, (r) => r.class),
    texts(rows, (r) => r.name),
    texts(rows, (r) => r.callsign),
    numbers(rows, (r) => r.imo),
    texts(rows, (r) => r.eni),
    texts(rows, (r) => r.flag),
    numbers(rows, (r) => r.shipType),
    numbers(rows, (r) => r.eriType),
    numbers(rows, (r) => r.lengthM),
    numbers(rows, (r) => r.beamM),
    numbers(rows, (r) => r.draughtM),
    texts(rows, (r) => r.destination),
    texts(rows, (r) => r.hazardState),
    numbers(rows, (r) => r.inlandHazard),
    texts(rows, (r) => json(r.dangerousCargo)),
    texts(rows, (r) => json(r.persons)),
    texts(rows, (r) => json(r.tankHull)),
    texts(rows, (r) => json(r.told)),
  ];
  await client.query(noteChanges, values);
  await client.query(keepLatest, values);
}
