import { type ShipClass, shipClasses, shipClassOf } from '../model/ship-class.ts';
import type { Migration } from './migration.ts';

/** What analysts would otherwise write again in every query; docs/ANALYSIS.md shows their use. */

/** Codes for which the model says this class and, for those of it that say nothing by themselves, no other. */
const codesOf = (wanted: ShipClass, most: number, classOf: (code: number) => ShipClass): string =>
  Array.from({ length: most + 1 }, (_, code) => code)
    .filter((code) => classOf(code) === wanted)
    .join(', ');

const cases = (
  column: string,
  most: number,
  classOf: (code: number) => ShipClass,
  silent: ShipClass,
): string =>
  shipClasses
    .filter((name) => name !== silent)
    .map((name) => [name, codesOf(name, most, classOf)] as const)
    .filter(([, codes]) => codes !== '')
    .map(([name, codes]) => `WHEN ${column} IN (${codes}) THEN '${name}'`)
    .join('\n');

const ofEri = (eriType: number): ShipClass => shipClassOf({ class: null, shipType: null, eriType });
const ofShipType = (shipType: number): ShipClass => shipClassOf({ class: null, shipType, eriType: null });

/** As `shipClassOf`, written out: where that changes, a further step has to make the function anew. */
const shipClass = `
  CREATE FUNCTION havenwacht.ship_class(class text, ship_type integer, eri_type integer) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN class IN ('base', 'aton', 'sar', 'sart') THEN 'other'
    ${cases('eri_type', 9_999, ofEri, 'unknown')}
    WHEN ship_type IS NULL OR ship_type = 0 THEN 'unknown'
    ${cases('ship_type', 99, ofShipType, 'unknown')}
    ELSE 'other' END`;

const classOf = (row: string): string =>
  `havenwacht.ship_class(${row}.class, ${row}.ship_type, ${row}.eri_type) AS ship_class`;
const conesOf = (row: string): string =>
  `CASE WHEN ${row}.inland_hazard BETWEEN 0 AND 3 THEN ${row}.inland_hazard END AS cones`;

const alertAnswers = `havenwacht.alert_answers AS
   SELECT a.id, a.kind, a.severity, a.state, a.mmsi, a.zone_id, a.title, a.alert->'evidence' AS evidence,
          a.raised_at, e.at AS acknowledged_at, e.at - a.raised_at AS answered_after, e.by AS acknowledged_by, a.cleared_at
     FROM havenwacht.alerts a
     LEFT JOIN LATERAL (SELECT at, by FROM havenwacht.alert_events
                         WHERE alert_id = a.id AND event = 'acknowledged' ORDER BY seq LIMIT 1) e ON true`;

export const analysisViews: Migration = () => [
  shipClass,
  `CREATE VIEW havenwacht.descriptions AS
   SELECT mmsi, time AS since, lead(time) OVER said AS until, name, lag(name) OVER said AS name_before,
          callsign, imo, eni, flag, ${classOf('h')}, length_m, beam_m, draught_m, destination, hazard_state, ${conesOf('h')}
     FROM havenwacht.vessel_history h WINDOW said AS (PARTITION BY mmsi ORDER BY time)`,
  `CREATE VIEW havenwacht.stays AS
   SELECT i.mmsi, i.zone_id, i.entered_at, i.left_at, i.left_at - i.entered_at AS stay,
          h.name, ${classOf('h')}, h.hazard_state, ${conesOf('h')}
     FROM havenwacht.visits i
     LEFT JOIN LATERAL (SELECT * FROM havenwacht.vessel_history
                         WHERE mmsi = i.mmsi AND time <= i.entered_at ORDER BY time DESC LIMIT 1) h ON true`,
  `CREATE VIEW ${alertAnswers}`,
];

/**
 * Analysts are shown the alerts that every organisation may know of. The owner of the tables, as which the server writes and asks, has all of them; a
 * view asks as its owner, so it leaves the others out itself.
 */
export const alertsForAll: Migration = () => [
  ...['alerts', 'alert_events'].flatMap((table) => [
    `ALTER TABLE havenwacht.${table} ENABLE ROW LEVEL SECURITY`,
    `DROP POLICY IF EXISTS for_all ON havenwacht.${table}`,
    `CREATE POLICY for_all ON havenwacht.${table} FOR SELECT USING (NOT alert ? 'audience')`,
  ]),
  `CREATE OR REPLACE VIEW ${alertAnswers} WHERE NOT a.alert ? 'audience'`,
];
