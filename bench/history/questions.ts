import type { Pool, QueryArrayConfig, QueryConfig } from 'pg';
import { type NearRow, nearQuery, presentQuery } from '../../src/archive/history-tracks.ts';
import { thenQuery } from '../../src/archive/history-vessels.ts';
import { visitsQuery } from '../../src/archive/history-visits.ts';
import { trackQuery } from '../../src/archive/track.ts';
import type { Random } from '../../src/lib/random.ts';
import type { Box } from '../../src/model/past.ts';
import { heightDeg, type Stored, south, VESSELS, west, widthDeg, ZONE } from './past.ts';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** A kilometre at the latitude of the port. */
const [kmEast, kmNorth] = [0.01432, 0.00899];

/** A question that analysts ask, over HTTP and as its bare statements. */
export interface Question {
  readonly title: string;
  readonly limitMs: number;
  /** One of them, at random. */
  ask(stored: Stored, random: Random): Asked;
}

export interface Asked {
  readonly path: string;
  /** Things in the answer: points, vessels or visits. */
  count(answer: string): number;
  /** The statements that answer it, without sessions, limits and pages: as many things. */
  bare(pool: Pool): Promise<number>;
  /** The statement that reads the most, to be explained, and the days that it may touch. */
  readonly main: QueryConfig | QueryArrayConfig;
  readonly fromMs: number;
  readonly toMs: number;
}

const instants = (fromMs: number, toMs: number): string =>
  `from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}`;
const anyDay = ({ days, fromMs }: Stored, random: Random): number =>
  fromMs + random.whole(0, days - 1) * DAY_MS;

const oneDay: Question = {
  title: "one vessel's day",
  limitMs: 50,
  ask(stored, random) {
    const fromMs = anyDay(stored, random);
    const toMs = fromMs + DAY_MS;
    const mmsi = 205_000_000 + random.whole(0, VESSELS - 1);
    const main = trackQuery(mmsi, { fromMs, toMs }, fromMs - 1, 5_000);
    return {
      path: `/api/v1/vessels/${mmsi}/track?${instants(fromMs, toMs)}`,
      count: (answer) => JSON.parse(answer).properties.coordTimes.flat().length,
      bare: async (pool) => (await pool.query(main)).rows.length,
      ...{ main, fromMs, toMs },
    };
  },
};

const whoWasHere: Question = {
  title: 'who was here, 1 km and an hour',
  limitMs: 100,
  ask(stored, random) {
    const fromMs = anyDay(stored, random) + random.whole(0, 23) * HOUR_MS;
    const span = { fromMs, toMs: fromMs + HOUR_MS };
    const [w, s] = [
      west + random.unit() * (widthDeg - kmEast),
      south + random.unit() * (heightDeg - kmNorth),
    ];
    const box: Box = [w, s, w + kmEast, s + kmNorth];
    // as the route does it: looked for half a kilometre around
    const area: Box = [w - kmEast / 2, s - kmNorth / 2, w + kmEast * 1.5, s + kmNorth * 1.5];
    const main = presentQuery(span, area, -1, 51);
    return {
      path: `/api/v1/history/tracks?bbox=${box.join(',')}&${instants(span.fromMs, span.toMs)}`,
      count: (answer) => JSON.parse(answer).features.length,
      async bare(pool) {
        const { rows } = await pool.query<{ mmsi: number }>(main);
        const mmsis = rows.map(({ mmsi }) => mmsi);
        if (mmsis.length === 0) return 0;
        const page = nearQuery(mmsis, span, area, [Math.min(...mmsis), fromMs - 1], 10_000);
        const near = await pool.query<NearRow>(page);
        const inside = new Map<number, number>();
        for (const [mmsi, timeMs, lon, lat] of near.rows)
          if (lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]) inside.set(mmsi, timeMs);
        if (inside.size === 0) return 0;
        const asked = [...inside].map(([mmsi, atMs]) => ({ mmsi, atMs }));
        return (await pool.query(thenQuery(asked, fromMs))).rows.length;
      },
      ...{ main, ...span },
    };
  },
};

const visits: Question = {
  title: "a day of one zone's visits",
  limitMs: 150,
  ask(stored, random) {
    const fromMs = anyDay(stored, random);
    const toMs = fromMs + DAY_MS;
    const main = visitsQuery({ fromMs, toMs, zoneIds: [ZONE], mmsi: null }, null, 1_001);
    return {
      path: `/api/v1/history/visits?zone=${ZONE}&limit=1000&${instants(fromMs, toMs)}`,
      count: (answer) => JSON.parse(answer).items.length,
      bare: async (pool) => (await pool.query(main)).rows.length,
      ...{ main, fromMs, toMs },
    };
  },
};

export const questions: readonly Question[] = [oneDay, whoWasHere, visits];
