import type { AisMessage } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import { isImo } from './identity-numbers.ts';
import { classAfter } from './vessel-class.ts';

/**
 * Whether a message may change what the cargo is judged by (class, codes of the hull, cones, IMO number), other than by
 * the time at which it was said. Nearly all static, voyage and inland messages say what was said minutes before. A
 * dangerous-cargo message counts for some days: a vessel that sent one is judged with every message.
 */
export function isNewsOfCargo(vessel: Vessel, message: AisMessage): boolean {
  if (classAfter(vessel.class, message) !== vessel.class) return true;
  switch (message.type) {
    case 5:
      return (
        isNewsOfHull(vessel, message.shipType) ||
        (message.imo !== null && message.imo !== vessel.imo && isImo(message.imo))
      );
    case 19:
      return isNewsOfHull(vessel, message.shipType);
    case 21:
      return isNewsOfHull(vessel, null);
    case 24:
      return message.part !== 0 && isNewsOfHull(vessel, message.shipType);
    case 8:
      return message.inland !== null && isNewsOfInland(vessel, message.inland);
    default:
      return false;
  }
}

const isNewsOfHull = (vessel: Vessel, shipType: number | null): boolean =>
  vessel.dangerousCargo !== null ||
  (shipType !== null && shipType !== vessel.shipType) ||
  vessel.provenance.static === null;

const isNewsOfInland = (
  vessel: Vessel,
  { eriType, hazard }: { eriType: number | null; hazard: number | null },
): boolean =>
  vessel.dangerousCargo !== null ||
  hazard !== vessel.inlandHazard ||
  (eriType !== null && eriType !== vessel.eriType) ||
  vessel.provenance.inland === null;
