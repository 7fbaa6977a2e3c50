import type { Random } from '../../src/lib/random.ts';
import type { AisMessage, ClassAPosition } from '../../src/model/messages.ts';
import type { Vessel } from '../../src/model/vessel.ts';
import type { LivePicture } from '../../src/traffic/picture.ts';
import { degreesEast, degreesNorth, south, west } from './zones.ts';

/** Seconds between two reports of a vessel under way; one that lies reports every eighteenth time, 3 minutes apart. */
export const stepS = 10;
const restEvery = 18;
const kmPerKn = (1.852 * stepS) / 3600;

interface Course {
  readonly mmsi: number;
  readonly lies: boolean;
  /** Kilometres from the corner of the port. */
  x: number;
  y: number;
  sogKn: number;
  cogDeg: number;
}

/** Ships in a square of water: six of ten under way on slowly turning courses, the rest at their berths. */
export interface Fleet {
  /** Moves the clock by 10 s and applies the positions of this step to the picture; the vessels that reported. */
  step(): readonly Vessel[];
  readonly nowMs: number;
}

function identity(mmsi: number, i: number): AisMessage[] {
  const hull = { toBowM: 90, toSternM: 20, toPortM: 6, toStarboardM: 6, draughtM: 2.8 };
  const eta = { etaMonth: 0, etaDay: 0, etaHour: 24, etaMinute: 60 };
  const told: AisMessage = {
    ...{
      type: 5,
      repeat: 0,
      mmsi,
      aisVersion: 1,
      imo: null,
      callsign: `OT${i % 100_000}`,
      name: `SCHIP ${i}`,
    },
    ...{ shipType: i % 5 === 0 ? 80 : 70, epfd: 1, destination: 'BEANR', dte: false, ...hull, ...eta },
  };
  if (i % 10 !== 0) return [told];
  const body = { eni: String(2_000_000 + i).padStart(8, '0'), lengthM: 110, beamM: 11.4, eriType: 8021 };
  const inland: AisMessage = {
    ...{ type: 8, repeat: 0, mmsi, sequence: null, destinationMmsi: null, retransmitted: null },
    ...{
      dac: 200,
      fid: 10,
      data: null,
      inland: { ...body, hazard: 1 + (i % 3), draughtM: 2.8, loaded: true },
    },
  };
  return [told, inland];
}

function position({ mmsi, lies, x, y, sogKn, cogDeg }: Course): ClassAPosition {
  const place = { lon: west + x * degreesEast, lat: south + y * degreesNorth, positionAccurate: true };
  const motion = { sogKn, cogDeg, headingDeg: Math.floor(cogDeg), rotDegPerMin: null };
  const rest = { utcSecond: 60, manoeuvre: 0, raim: false, radio: 0 };
  return { type: 1, repeat: 0, mmsi, navStatus: lies ? 5 : 0, ...place, ...motion, ...rest };
}

function sail(course: Course, side: number, random: Random): void {
  const { x, y } = course;
  course.cogDeg = (course.cogDeg + random.bell() * 6 + 360) % 360;
  const angle = (course.cogDeg * Math.PI) / 180;
  const way = course.sogKn * kmPerKn;
  course.x = Math.min(side, Math.max(0, x + way * Math.sin(angle)));
  course.y = Math.min(side, Math.max(0, y + way * Math.cos(angle)));
  // at the edge of the water she turns round
  if (course.x === 0 || course.x === side || course.y === 0 || course.y === side)
    course.cogDeg = (course.cogDeg + 180) % 360;
}

/** @param side kilometres along the square that they sail in */
export function createFleet(picture: LivePicture, count: number, side: number, random: Random): Fleet {
  let nowMs = Date.UTC(2026, 0, 5);
  let steps = 0;
  const courses = Array.from({ length: count }, (_, i): Course => {
    const lies = random.chance(0.4);
    return {
      ...{ mmsi: 205_000_000 + i, lies, x: random.unit() * side, y: random.unit() * side },
      ...{ sogKn: lies ? 0 : random.between(3, 15), cogDeg: random.unit() * 360 },
    };
  });
  for (const [i, course] of courses.entries())
    for (const told of [position(course), ...identity(course.mmsi, i)]) picture.apply(told, 'bench', nowMs);
  return {
    step() {
      nowMs += stepS * 1000;
      steps++;
      const moved: Vessel[] = [];
      for (const [i, course] of courses.entries()) {
        if (course.lies && (i + steps) % restEvery !== 0) continue;
        if (!course.lies) sail(course, side, random);
        const { vessel } = picture.apply(position(course), 'bench', nowMs);
        if (vessel !== null) moved.push(vessel);
      }
      return moved;
    },
    get nowMs() {
      return nowMs;
    },
  };
}
