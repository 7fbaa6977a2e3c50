import type { Random } from '../../src/lib/random.ts';
import { stepS } from './step.ts';

const kmPerKn = (1.852 * stepS) / 3600;
/** A lane's furthest and nearest ship from the middle of the fairway, and how far out the berths begin: kilometres. */
const laneKm = [0.04, 0.16] as const;
const berthsFromKm = 0.22;
/** Side of a ship's way that she gives to come back into her lane. */
const steepest = 0.3;

/** A vessel and where it is, in kilometres from the corner of its port. */
export interface Course {
  readonly mmsi: number;
  readonly lies: boolean;
  x: number;
  y: number;
  sogKn: number;
  cogDeg: number;
}

/** What sails a square of water with sides of so many kilometres. */
export interface Manner {
  /** Part of the vessels that is under way. */
  readonly underWay: number;
  begin(course: Course, side: number, random: Random): void;
  sail(course: Course, side: number, random: Random): void;
}

function goOn(course: Course, side: number): boolean {
  const angle = (course.cogDeg * Math.PI) / 180;
  const way = course.sogKn * kmPerKn;
  course.x = Math.min(side, Math.max(0, course.x + way * Math.sin(angle)));
  course.y = Math.min(side, Math.max(0, course.y + way * Math.cos(angle)));
  return course.x > 0 && course.x < side && course.y > 0 && course.y < side;
}

/**
 * Fairways a kilometre apart, from one side of the port to the other, with a lane each way on which ships keep to starboard, at
 * 8 to 12 kn, each at its own distance from the middle; one in fifty under way is a ferry that crosses them all. Of five vessels four
 * lie at the berths between the fairways. With twenty vessels in a square kilometre there is a ship every 500 m of lane: more than on
 * the busiest reaches of the Rhine.
 */
export const inLanes: Manner = {
  underWay: 0.2,
  begin(course, side, random) {
    const middle = Math.floor(course.y) + 0.5;
    const away = random.chance(0.5) ? 1 : -1;
    if (course.lies) course.y = middle + away * random.between(berthsFromKm, 0.5);
    else if (random.chance(0.02)) course.cogDeg = away > 0 ? 0 : 180;
    else {
      course.cogDeg = away > 0 ? 270 : 90;
      course.y = Math.min(side, middle + away * random.between(...laneKm));
      course.sogKn = random.between(8, 12);
    }
  },
  sail(course, side, random) {
    const isFerry = course.cogDeg === 0 || course.cogDeg === 180;
    if (isFerry) {
      if (!goOn(course, side)) course.cogDeg = 180 - course.cogDeg;
      return;
    }
    // each keeps its own distance from the middle; at the end of the reach she turns over to the other lane
    const [near, far] = laneKm;
    const own = near + ((course.mmsi * 0.618) % 1) * (far - near);
    const east = course.cogDeg < 180;
    const off = Math.floor(course.y) + 0.5 + (east ? -own : own) - course.y;
    const slope = Math.max(-steepest, Math.min(steepest, off / (course.sogKn * kmPerKn)));
    const swing = (Math.atan(slope) * 180) / Math.PI;
    course.cogDeg = (east ? 90 - swing : 270 + swing) + random.bell() * 0.5;
    if (!goOn(course, side)) course.cogDeg = 360 - course.cogDeg;
  },
};

/** Six of ten sail on slowly turning courses wherever they like, through each other: what no port would bear. */
export const anywhere: Manner = {
  underWay: 0.6,
  begin(course, _, random) {
    course.cogDeg = random.unit() * 360;
  },
  sail(course, side, random) {
    course.cogDeg = (course.cogDeg + random.bell() * 6 + 360) % 360;
    // at the edge of the water she turns round
    if (!goOn(course, side)) course.cogDeg = (course.cogDeg + 180) % 360;
  },
};
