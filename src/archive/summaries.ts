import type { Migration } from './migration.ts';

/**
 * Traffic by hour and cell, and visits by day: relations of the same name and columns everywhere. Where TimescaleDB keeps them itself they are
 * continuous aggregates; elsewhere `density_hours` is a view over hours that `summarise.ts` wrote down and the reports since, and `visit_days`
 * a view over the visits.
 */

/** A cell is 1/200° of longitude by 1/400° of latitude: about 350 m by 280 m at 51°. Counted from 0° 0°. */
const cell = 'floor(lon * 200)::int AS cell_lon, floor(lat * 400)::int AS cell_lat';
/** `under_way` are those of the vessels that were faster than 1 kn at some time of the hour. */
const traffic = `count(DISTINCT mmsi)::int AS vessels, count(DISTINCT mmsi) FILTER (WHERE sog_kn > 1)::int AS under_way,
       count(*)::int AS reports`;
const stays = `zone_id, count(*)::int AS visits, count(DISTINCT mmsi)::int AS vessels, count(left_at)::int AS ended,
       sum(extract(epoch FROM left_at - entered_at))::float8 AS stay_s`;

/** What `density_hours` has of a span of `positions`. */
export const densityOf = (where: string): string => `
  SELECT date_trunc('hour', time, 'UTC') AS hour, ${cell}, ${traffic}
    FROM havenwacht.positions WHERE ${where} GROUP BY 1, 2, 3`;

const ordinary = [
  `CREATE TABLE havenwacht.density_kept (
     hour timestamptz NOT NULL,
     cell_lon integer NOT NULL,
     cell_lat integer NOT NULL,
     vessels integer NOT NULL,
     under_way integer NOT NULL,
     reports integer NOT NULL,
     PRIMARY KEY (hour, cell_lon, cell_lat)
   )`,
  // hours whose positions changed, as often as they did: no key, so that no writer waits for another
  'CREATE TABLE havenwacht.density_marks (hour timestamptz NOT NULL)',
  // hours before `since` stay as they are: their positions may be gone; those from `until` on are not written down yet
  `CREATE TABLE havenwacht.density_state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     since timestamptz NOT NULL,
     until timestamptz NOT NULL
   )`,
  `INSERT INTO havenwacht.density_state (since, until) VALUES ('-infinity', '-infinity')`,
  `INSERT INTO havenwacht.density_marks
   SELECT hour FROM (SELECT min(time) AS first, max(time) AS last FROM havenwacht.positions) AS span,
          generate_series(date_trunc('hour', first, 'UTC'), last, interval '1 hour') AS hour
    WHERE EXISTS (SELECT FROM havenwacht.positions WHERE time >= hour AND time < hour + interval '1 hour')`,
  `CREATE VIEW havenwacht.density_hours AS
   SELECT hour, cell_lon, cell_lat, vessels, under_way, reports FROM havenwacht.density_kept
    WHERE hour < (SELECT until FROM havenwacht.density_state)
   UNION ALL ${densityOf('time >= (SELECT until FROM havenwacht.density_state)')}`,
  `CREATE VIEW havenwacht.visit_days AS
   SELECT date_trunc('day', entered_at, 'UTC') AS day, ${stays} FROM havenwacht.visits GROUP BY 1, 2`,
];

/** Rows of one vessel lie together, so that its track is read from few of them. Visits change, so they stay rows. */
const native = (timescale: string): readonly string[] => [
  `ALTER TABLE havenwacht.positions
     SET (timescaledb.enable_columnstore, timescaledb.segmentby = 'mmsi', timescaledb.orderby = 'time')`,
  `SELECT ${timescale}.create_hypertable('havenwacht.visits', 'entered_at',
     chunk_time_interval => interval '365 days', create_default_indexes => false, migrate_data => true)`,
  `CREATE MATERIALIZED VIEW havenwacht.density_hours
     WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
   SELECT ${timescale}.time_bucket('1 hour', time) AS hour, ${cell}, ${traffic}
     FROM havenwacht.positions GROUP BY 1, 2, 3 WITH NO DATA`,
  `CREATE MATERIALIZED VIEW havenwacht.visit_days
     WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
   SELECT ${timescale}.time_bucket('1 day', entered_at) AS day, ${stays}
     FROM havenwacht.visits GROUP BY 1, 2 WITH NO DATA`,
];

export const summaries: Migration = ({ timescale, keepsItself }) =>
  timescale !== null && keepsItself ? native(timescale) : ordinary;
