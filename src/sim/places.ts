import { type MarkId, marks } from './marks.ts';
import { ahead, bearing, between, type Point, toPlane, turn } from './plane.ts';
import { type PlaceKind, type Quay, quays, spots } from './quays.ts';

/** Where a voyage begins or ends. */
export interface Place {
  readonly id: string;
  readonly mark: MarkId;
  readonly takes: readonly PlaceKind[];
  readonly at: Point;
  /** Off the berth, clear of the quay: between here and `at` a ship is warped. Null where nobody makes fast. */
  readonly off: Point | null;
  /** Direction of the quay, degrees; null where nobody makes fast. */
  readonly quayDeg: number | null;
}

/** Clear of the quay by about the beam of the largest ship. */
const offBerthM = 75;

const markPoint = (id: MarkId): Point => toPlane(marks[id][0], marks[id][1]);

function berthsAlong(quay: Quay): Place[] {
  const from = toPlane(...quay.from);
  const to = toPlane(...quay.to);
  const quayDeg = bearing(from, to);
  const towardsWater = turn(quayDeg, bearing(from, markPoint(quay.mark))) > 0 ? 90 : -90;
  return Array.from({ length: quay.berths }, (_, i) => {
    const at = between(from, to, quay.berths > 1 ? i / (quay.berths - 1) : 0.5);
    const off = ahead(at, quayDeg + towardsWater, offBerthM);
    return { id: `${quay.id}-${i + 1}`, mark: quay.mark, takes: quay.takes, at, off, quayDeg };
  });
}

export const places: readonly Place[] = [
  ...quays.flatMap(berthsAlong),
  ...spots.map(
    ({ id, mark, at, takes }): Place => ({ id, mark, takes, at: toPlane(...at), off: null, quayDeg: null }),
  ),
];

export const isGate = (place: Place): boolean =>
  place.takes.includes('inland') || place.takes.includes('sea');
