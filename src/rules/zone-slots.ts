import type { Zone } from '../model/zone.ts';
import { differenceOf } from './zone-difference.ts';

/** What became of the zone in a slot; undefined: there was none, or there is none. */
export interface SlotChange {
  readonly before: Zone | undefined;
  readonly now: Zone | undefined;
}

/** Zones by slots: a zone keeps its number as long as there is one of its id. Grows to the most zones that there were at once. */
export interface ZoneSlots {
  readonly bySlot: readonly (Zone | undefined)[];
  slotOf(id: string): number | undefined;
  /** How many zones there are. */
  readonly size: number;
  /** Other zones from now on; what changed, by slot. A slot that becomes free is not used again by the same change. */
  replace(zones: readonly Zone[]): ReadonlyMap<number, SlotChange>;
}

/** @param belongs which zones have a slot; the first ones take them in their order */
export function createZoneSlots(
  first: readonly Zone[],
  belongs: (zone: Zone) => boolean = () => true,
): ZoneSlots {
  const bySlot: (Zone | undefined)[] = first.filter(belongs);
  const slots = new Map(bySlot.map((zone, slot) => [zone?.id ?? '', slot]));
  const free: number[] = [];
  let zones = first;

  return {
    bySlot,
    slotOf: (id) => slots.get(id),
    get size() {
      return slots.size;
    },
    replace(now) {
      const { gone, come } = differenceOf(zones, now);
      zones = now;
      const left = new Map(gone.filter(belongs).map((zone) => [zone.id, zone]));
      const changes = new Map<number, SlotChange>();
      for (const zone of come.filter(belongs)) {
        const before = left.get(zone.id);
        left.delete(zone.id);
        const slot = slots.get(zone.id) ?? free.pop() ?? bySlot.length;
        slots.set(zone.id, slot);
        bySlot[slot] = zone;
        if (before !== zone) changes.set(slot, { before, now: zone });
      }
      for (const before of left.values()) {
        const slot = slots.get(before.id);
        if (slot === undefined) continue;
        slots.delete(before.id);
        bySlot[slot] = undefined;
        changes.set(slot, { before, now: undefined });
      }
      for (const [slot, change] of changes) if (change.now === undefined) free.push(slot);
      return changes;
    },
  };
}
