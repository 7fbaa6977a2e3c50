import type { PictureChanges } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';
import type { RowVessel } from './row-vessel.ts';
import { DIRTY, type Rows, width } from './rows.ts';

/** One bit a reader in the vessel's row. */
const maxFeeds = 31;

/** What each reader of the picture has not been told yet. Bounded by the picture itself. */
export interface ChangeFeeds {
  /** Most touches find the vessel marked for every reader: they cost a look at its row. */
  touch(vessel: RowVessel, row: number): void;
  added(vessel: Vessel): void;
  /** While it has its row still. */
  dropped(vessel: RowVessel): void;
  /** A further reader, which begins with `present`; each gets every change once. */
  open(present: Iterable<RowVessel>): () => PictureChanges;
}

export function createChangeFeeds(rows: Rows): ChangeFeeds {
  let all = 0;
  const feeds: { changed: Set<RowVessel>; gone: Set<number> }[] = [];
  return {
    touch(vessel, row) {
      const at = 2 * row * width + DIRTY;
      if (rows.ints[at] === all) return;
      rows.ints[at] = all;
      for (const feed of feeds) feed.changed.add(vessel);
    },
    added(vessel) {
      for (const feed of feeds) feed.gone.delete(vessel.mmsi);
    },
    dropped(vessel) {
      for (const feed of feeds) {
        feed.changed.delete(vessel);
        feed.gone.add(vessel.mmsi);
      }
    },
    open(present) {
      const pending = { changed: new Set(present), gone: new Set<number>() };
      if (feeds.length >= maxFeeds) throw new Error('too many readers of the picture');
      const bit = 1 << feeds.length;
      all |= bit;
      feeds.push(pending);
      return () => {
        for (const { row } of pending.changed) {
          const at = 2 * row * width + DIRTY;
          rows.ints[at] = (rows.ints[at] ?? 0) & ~bit;
        }
        const changes = { changed: [...pending.changed], gone: [...pending.gone] };
        pending.changed.clear();
        pending.gone.clear();
        return changes;
      };
    },
  };
}
