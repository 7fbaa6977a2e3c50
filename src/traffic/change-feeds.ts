import type { PictureChanges } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';

/** What each reader of the picture has not been told yet. Bounded by the picture itself. */
export interface ChangeFeeds {
  touch(vessel: Vessel): void;
  added(vessel: Vessel): void;
  dropped(vessel: Vessel): void;
  /** A further reader, which begins with `present`; each gets every change once. */
  open(present: Iterable<Vessel>): () => PictureChanges;
}

export function createChangeFeeds(): ChangeFeeds {
  const feeds: { changed: Set<Vessel>; gone: Set<number> }[] = [];
  return {
    touch(vessel) {
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
      feeds.push(pending);
      return () => {
        const changes = { changed: [...pending.changed], gone: [...pending.gone] };
        pending.changed.clear();
        pending.gone.clear();
        return changes;
      };
    },
  };
}
