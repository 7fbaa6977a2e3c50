import type { QueryConfig, QueryResultRow } from 'pg';
import type { EntryCount, GridCell, History, Visit, Wait } from '../model/history.ts';
import { askWithin } from './ask.ts';
import { densityQuery } from './history-density.ts';
import { type NearRow, nearQuery, presentQuery, readNear } from './history-tracks.ts';
import { type ThenRow, thenOf, thenQuery } from './history-vessels.ts';
import { entriesQuery, readWaits, visitsQuery, waitsQuery } from './history-visits.ts';
import type { Pools } from './pools.ts';

export interface HistoryOptions {
  /** Archived reports that one statement about tracks looks at. */
  readonly pageRows: number;
  /** Visits that one statement about waiting looks at. */
  readonly pageVisits: number;
  /** Seconds that a statement may take, and those of one that reads every report of a long time. */
  readonly limitS: number;
  readonly longerS: number;
}

/** Questions about the past. Each statement has its own limit, so that no question keeps a connection from the others for long. */
export function createHistory(
  pools: Pools,
  { pageRows, pageVisits, limitS, longerS }: HistoryOptions,
): History {
  const ask = <R extends QueryResultRow>(query: QueryConfig, signal: AbortSignal): Promise<R[]> =>
    askWithin<R>(pools, null, limitS, query, signal);
  return {
    async present(span, area, afterMmsi, most, signal) {
      const rows = await ask<{ mmsi: number }>(presentQuery(span, area, afterMmsi, most), signal);
      return rows.map(({ mmsi }) => mmsi);
    },
    near: (mmsis, span, area, signal) =>
      readNear(
        mmsis,
        span,
        (behind) => ask<NearRow>(nearQuery(mmsis, span, area, behind, pageRows), signal),
        pageRows,
      ),
    async vesselsAt(asked, sinceMs, signal) {
      if (asked.length === 0) return [];
      return (await ask<ThenRow>(thenQuery(asked, sinceMs), signal)).map(thenOf);
    },
    visits: (asked, after, most, signal) => ask<Visit>(visitsQuery(asked, after, most), signal),
    waits: (asked, signal) =>
      readWaits(asked.fromMs, (after) => ask<Wait>(waitsQuery(asked, after, pageVisits), signal), pageVisits),
    entries: (zoneId, span, per, signal) => ask<EntryCount>(entriesQuery(zoneId, span, per), signal),
    density: (asked, signal) =>
      askWithin<GridCell>(pools, 'SET LOCAL jit = off', longerS, densityQuery(asked), signal),
  };
}
