import type { Random } from '../../src/lib/random.ts';
import type { AisMessage, ClassAPosition } from '../../src/model/messages.ts';
import type { Vessel } from '../../src/model/vessel.ts';
import type { LivePicture } from '../../src/traffic/live-picture.ts';
import type { Course, Manner } from './courses.ts';
import { restEvery, stepS } from './step.ts';
import { degreesEast, degreesNorth, south, west } from './zones.ts';

/** Vessels that are applied before they are judged: the clock of the processor is read that seldom. */
const atATime = 128;
/** Further than any vessel looks. */
const betweenPortsKm = 10;

/** Vessels in the squares of water of one port or more, some under way, the rest at their berths. */
export interface Fleet {
  /**
   * Moves the clock by 10 s and applies the positions of this step to the picture; the vessels that reported, some at a time: a
   * vessel is judged soon after its report was taken in, as in the pipeline, and not when 10,000 others have been.
   */
  step(): Iterable<readonly Vessel[]>;
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

function positionAt({ mmsi, lies, sogKn, cogDeg }: Course, x: number, y: number): ClassAPosition {
  const place = { lon: west + x * degreesEast, lat: south + y * degreesNorth, positionAccurate: true };
  const motion = { sogKn, cogDeg, headingDeg: Math.floor(cogDeg), rotDegPerMin: null };
  const rest = { utcSecond: 60, manoeuvre: 0, raim: false, radio: 0 };
  return { type: 1, repeat: 0, mmsi, navStatus: lies ? 5 : 0, ...place, ...motion, ...rest };
}

/**
 * @param side kilometres along the square of a port
 * @param perPort vessels in one; the ports lie so far apart that none is a neighbour of another
 */
export function createFleet(
  picture: LivePicture,
  count: number,
  side: number,
  perPort: number,
  manner: Manner,
  random: Random,
): Fleet {
  let nowMs = Date.UTC(2026, 0, 5);
  let steps = 0;
  const perRow = Math.ceil(Math.sqrt(count / perPort));
  const courses = Array.from({ length: count }, (_, i): Course => {
    const lies = !random.chance(manner.underWay);
    const course = {
      ...{ mmsi: 205_000_000 + i, lies, x: random.unit() * side, y: random.unit() * side },
      ...{ sogKn: lies ? 0 : random.between(3, 15), cogDeg: 0 },
    };
    manner.begin(course, side, random);
    return course;
  });
  const position = (course: Course, i: number): ClassAPosition => {
    const port = Math.floor(i / perPort);
    const apart = side + betweenPortsKm;
    return positionAt(
      course,
      course.x + (port % perRow) * apart,
      course.y + Math.floor(port / perRow) * apart,
    );
  };
  for (const [i, course] of courses.entries())
    for (const told of [position(course, i), ...identity(course.mmsi, i)])
      picture.apply(told, 'bench', nowMs);
  return {
    *step() {
      nowMs += stepS * 1000;
      steps++;
      let moved: Vessel[] = [];
      for (const [i, course] of courses.entries()) {
        if (course.lies && (i + steps) % restEvery !== 0) continue;
        if (!course.lies) manner.sail(course, side, random);
        const { vessel } = picture.apply(position(course, i), 'bench', nowMs);
        if (vessel !== null) moved.push(vessel);
        if (moved.length < atATime) continue;
        yield moved;
        moved = [];
      }
      yield moved;
    },
    get nowMs() {
      return nowMs;
    },
  };
}
