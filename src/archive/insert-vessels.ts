import type { PoolClient } from 'pg';
import type { VesselRow } from '../model/archive.ts';
import { numbers, texts } from './columns.ts';

const json = (value: object | boolean | null): string | null =>
  value === null ? null : JSON.stringify(value);

const columns = `class, name, callsign, imo, eni, flag, ship_type, eri_type, length_m, beam_m, draught_m, destination,
                 hazard_state, inland_hazard, dangerous_cargo, persons, tank_hull`;
/**
 * What is compared to know whether a vessel says something else than before. When it said so is no difference; but a
 * dangerous-cargo message counts for three days, so that one that is repeated is news once a day.
 */
const said = `${columns.replace(/dangerous_cargo|persons/g, "$& - 'atMs'")},
              floor((dangerous_cargo->>'atMs')::float8 / 86400000)`;
const newest = columns.replaceAll(/\w+/g, '$& = excluded.$&');

/**
 * What vessels are now, and a further line of what they were whenever that is news. A statement has one row of a vessel: what is
 * news shows against what is there, and that must have the row before.
 */
export async function insertVessels(client: PoolClient, rows: readonly VesselRow[]): Promise<void> {
  for (const run of oncePerVessel(rows)) await insertRun(client, run);
}

function* oncePerVessel(rows: readonly VesselRow[]): Generator<readonly VesselRow[]> {
  const met = new Set<number>();
  let from = 0;
  for (const [at, { mmsi }] of rows.entries()) {
    if (met.has(mmsi)) {
      yield rows.slice(from, at);
      from = at;
      met.clear();
    }
    met.add(mmsi);
  }
  if (from < rows.length) yield rows.slice(from);
}

/** In order of MMSI, so that two writers cannot wait for each other's rows. */
async function insertRun(client: PoolClient, rows: readonly VesselRow[]): Promise<void> {
  await client.query(
    `WITH told AS (
       SELECT mmsi, to_timestamp(ms / 1000) AS time, ${columns}, told
         FROM unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
                     $9::int[], $10::int[], $11::real[], $12::real[], $13::real[], $14::text[], $15::text[],
                     $16::smallint[], $17::jsonb[], $18::jsonb[], $19::boolean[], $20::jsonb[])
              AS t (mmsi, ms, ${columns}, told)
     ), kept AS (
       INSERT INTO havenwacht.vessel_history (mmsi, time, ${columns})
       SELECT mmsi, time, ${columns} FROM told
        WHERE (${said}) IS DISTINCT FROM (
                SELECT ROW(${said}) FROM havenwacht.vessel_history h
                 WHERE h.mmsi = told.mmsi AND h.time <= told.time ORDER BY h.time DESC LIMIT 1)
       ON CONFLICT DO NOTHING
     )
     INSERT INTO havenwacht.vessels (mmsi, time, ${columns}, told)
     SELECT DISTINCT ON (mmsi) mmsi, time, ${columns}, told FROM told ORDER BY mmsi, time DESC
     ON CONFLICT (mmsi) DO UPDATE SET time = excluded.time, ${newest}, told = excluded.told
      WHERE vessels.time < excluded.time`,
    [
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
    ],
  );
}
