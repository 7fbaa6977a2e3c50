import { nothingDeclared } from '../../cargo/declared.ts';
import { judge } from '../../cargo/judge.ts';
import { noteApplication } from '../../cargo/notes.ts';
import type { VesselRow } from '../../model/archive.ts';
import type { Vessel } from '../../model/vessel.ts';
import { vesselRow } from '../../traffic/archived.ts';
import { describe, newVessel } from '../../traffic/fuse.ts';
import { expire, isExpired } from '../../traffic/provenance.ts';
import type { Report } from './report.ts';

/** What the vessels of an import said they are, each in the order of its own times. */
export interface Descriptions {
  /** The row for the archive when the vessel says something else than before, else null. */
  take(report: Report): VesselRow | null;
  /** Rows of vessels that said the same again since their last row: when they said it last. */
  rest(): Iterable<VesselRow>;
}

interface Known {
  readonly vessel: Vessel;
  pendingName: string | null;
  /** Content of the last row. */
  said: string;
  /** When it said the same again after that row; null when it did not. */
  againMs: number | null;
}

const dayMs = 86_400_000;

/**
 * Fuses as the live picture does, but with a clock for each vessel: logs may be in any order. Message by message the newest
 * counts; what is older than the latest of its vessel describes nothing. Declarations are not asked.
 * @param maxVessels the vessel heard of first gives way
 */
export function createDescriptions(maxVessels: number): Descriptions {
  const vessels = new Map<number, Known>();

  function knownOf(mmsi: number, heardMs: number): { known: Known; isNew: boolean } {
    const met = vessels.get(mmsi);
    if (met !== undefined && heardMs - met.vessel.heardAtMs <= dayMs) return { known: met, isNew: false };
    const known: Known = {
      vessel: newVessel(mmsi, heardMs),
      pendingName: null,
      said: met?.said ?? '',
      againMs: null,
    };
    if (met === undefined && vessels.size >= maxVessels)
      for (const first of vessels.keys()) {
        vessels.delete(first);
        break;
      }
    vessels.set(mmsi, known);
    return { known, isNew: true };
  }

  return {
    take({ heardMs, message, receiver, said }) {
      const { known, isNew } = knownOf(message.mmsi, heardMs);
      const { vessel } = known;
      if (heardMs < vessel.heardAtMs) return null;
      vessel.heardAtMs = heardMs;
      if (isExpired(vessel.provenance, heardMs)) expire(vessel, heardMs);
      const described = describe(vessel, known, message, isNew, receiver, heardMs);
      const noted = said !== null && noteApplication(vessel, said, heardMs);
      if (!described && !noted) return null;
      vessel.hazard = judge(vessel, nothingDeclared, heardMs);
      const row = vesselRow(vessel, heardMs);
      const content = contentOf(row);
      known.againMs = content === known.said ? heardMs : null;
      if (content === known.said) return null;
      known.said = content;
      return row;
    },
    *rest() {
      for (const { vessel, againMs } of vessels.values())
        if (againMs !== null) yield vesselRow(vessel, againMs);
    },
  };
}

/** What makes a row another one: not the times at which it was said, but that dangerous cargo is news once a day, as in the archive. */
function contentOf({ timeMs: _, told: __, dangerousCargo, persons, ...row }: VesselRow): string {
  return JSON.stringify([
    row,
    dangerousCargo && { ...dangerousCargo, atMs: Math.floor(dangerousCargo.atMs / dayMs) },
    persons?.count,
  ]);
}
