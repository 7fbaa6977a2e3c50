import { alertsForAll, analysisViews } from './analysis-views.ts';
import { auditTable } from './audit-table.ts';
import type { Migration } from './migration.ts';
import { summaries } from './summaries.ts';

/** The schema as a list of steps; the number of a step is its place, from 1. A step that was released is never changed. */

const core: Migration = ({ timescale }) => [
  `CREATE TABLE havenwacht.positions (
     time timestamptz NOT NULL,
     mmsi integer NOT NULL,
     lon double precision NOT NULL,
     lat double precision NOT NULL,
     sog_kn real,
     cog_deg real,
     heading_deg real,
     nav_status smallint,
     receiver text NOT NULL,
     PRIMARY KEY (mmsi, time)
   )`,
  ...(timescale === null
    ? ['CREATE INDEX positions_time ON havenwacht.positions (time)']
    : [
        `SELECT ${timescale}.create_hypertable('havenwacht.positions', 'time',
           chunk_time_interval => interval '1 day', create_default_indexes => false)`,
        'CREATE INDEX positions_time ON havenwacht.positions (time)',
      ]),
  `CREATE TABLE havenwacht.vessels (
     mmsi integer PRIMARY KEY,
     time timestamptz NOT NULL,
     class text NOT NULL,
     name text,
     callsign text,
     imo integer,
     eni text,
     flag text,
     ship_type integer,
     eri_type integer,
     length_m real,
     beam_m real,
     draught_m real,
     destination text,
     hazard_state text NOT NULL
   )`,
  `CREATE TABLE havenwacht.alerts (
     id text PRIMARY KEY,
     seq bigint NOT NULL,
     cause text NOT NULL,
     kind text NOT NULL,
     severity text NOT NULL,
     state text NOT NULL,
     mmsi integer,
     zone_id text,
     lon double precision,
     lat double precision,
     title text NOT NULL,
     raised_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     cleared_at timestamptz,
     alert jsonb NOT NULL
   )`,
  'CREATE INDEX alerts_raised_at ON havenwacht.alerts (raised_at)',
  'CREATE INDEX alerts_mmsi ON havenwacht.alerts (mmsi, raised_at)',
  // An alert log restored from an older copy gives a number again; it cannot give the same instant with it.
  `CREATE TABLE havenwacht.alert_events (
     seq bigint NOT NULL,
     at timestamptz NOT NULL,
     alert_id text NOT NULL,
     event text NOT NULL,
     by text,
     note text,
     alert jsonb NOT NULL,
     PRIMARY KEY (seq, at)
   )`,
  'CREATE INDEX alert_events_alert ON havenwacht.alert_events (alert_id, seq)',
];

/** `declaration` is all of it, goods and note included; the other columns are for searching. */
const declarations: Migration = () => [
  `CREATE TABLE havenwacht.declarations (
     id text PRIMARY KEY,
     mmsi integer NOT NULL,
     declared_at timestamptz NOT NULL,
     declared_by text NOT NULL,
     valid_from timestamptz NOT NULL,
     valid_to timestamptz NOT NULL,
     cones smallint,
     b_flag boolean NOT NULL,
     un_numbers integer[] NOT NULL,
     imdg_classes text[] NOT NULL,
     tonnes double precision,
     persons_on_board integer,
     reference text,
     withdrawn_at timestamptz,
     withdrawn_by text,
     declaration jsonb NOT NULL
   )`,
  'CREATE INDEX declarations_mmsi ON havenwacht.declarations (mmsi, valid_from)',
  'CREATE INDEX declarations_valid ON havenwacht.declarations (valid_from, valid_to)',
];

/** What a vessel says of its cargo, and who told what of it and when. Null in rows from before this step. */
const cargo: Migration = () => [
  `ALTER TABLE havenwacht.vessels
     ADD COLUMN inland_hazard smallint,
     ADD COLUMN dangerous_cargo jsonb,
     ADD COLUMN persons jsonb,
     ADD COLUMN tank_hull boolean,
     ADD COLUMN told jsonb`,
];

/** What vessels said they were at a time, a row for each change; and when they were in which zone. */
const past: Migration = () => [
  'CREATE TABLE havenwacht.vessel_history (LIKE havenwacht.vessels, PRIMARY KEY (mmsi, time))',
  'INSERT INTO havenwacht.vessel_history SELECT * FROM havenwacht.vessels',
  'ALTER TABLE havenwacht.vessel_history DROP COLUMN told',
  `CREATE TABLE havenwacht.visits (
     mmsi integer NOT NULL,
     zone_id text NOT NULL,
     entered_at timestamptz NOT NULL,
     left_at timestamptz,
     PRIMARY KEY (mmsi, zone_id, entered_at),
     CHECK (left_at >= entered_at)
   )`,
  'CREATE INDEX visits_zone ON havenwacht.visits (zone_id, entered_at)',
  'CREATE INDEX visits_open ON havenwacht.visits (zone_id, mmsi) WHERE left_at IS NULL',
];

/** Which visits have an instant in common with a span of time, however long they lasted. */
const visitSpans: Migration = () => [
  `CREATE INDEX visits_span ON havenwacht.visits USING gist (tstzrange(entered_at, left_at, '[]'))`,
];

/** The past in the order in which it happened, and which alerts were open at a time. */
const chronicle: Migration = () => [
  'CREATE INDEX vessel_history_time ON havenwacht.vessel_history (time)',
  'CREATE INDEX declarations_declared ON havenwacht.declarations (declared_at)',
  'CREATE INDEX alert_events_at ON havenwacht.alert_events (at, seq)',
  `CREATE INDEX alerts_open ON havenwacht.alerts USING gist (
     tstzrange(raised_at, CASE WHEN state IN ('cleared', 'closed') THEN greatest(raised_at, updated_at) END, '[]'))`,
];

export const migrations: readonly Migration[] = [
  core,
  declarations,
  cargo,
  past,
  visitSpans,
  summaries,
  analysisViews,
  chronicle,
  auditTable,
  alertsForAll,
];
