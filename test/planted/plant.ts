import { areasOf, cloudOf } from '../../src/incidents/areas.ts';
import {
  advance,
  afloat,
  createParticles,
  forcingAt,
  left,
  type Particles,
  standardUncertainty,
} from '../../src/incidents/particles.ts';
import { lonLatOf, planeAt, xOf, yOf } from '../../src/incidents/plane.ts';
import { nearestWater } from '../../src/incidents/start.ts';
import type { Water } from '../../src/incidents/water.ts';
import type { Random } from '../../src/lib/random.ts';
import type { Slick, Weather } from '../../src/model/incident.ts';
import type { PastPosition } from '../../src/model/past.ts';
import { shipClassOf } from '../../src/model/ship-class.ts';
import type { Said, Scene } from './scene.ts';

/**
 * What a polluter does that others seldom do. `dark`: is not heard while it spills; `transfer`: lies, and says another draught afterwards;
 * `cast-off`: a tanker or bunker ship that left its berth less than 20 minutes ago; the other two show nothing.
 */
export type Manner = 'dark' | 'transfer' | 'cast-off' | 'under-way' | 'lying';

/** A spill whose source is known, as those who look for it know it. */
export interface Planted {
  readonly manner: Manner;
  readonly polluter: number;
  readonly slick: Slick;
  /** Not the weather that moved it. */
  readonly weather: readonly Weather[];
  readonly scene: Scene;
}

export interface PlantSettings {
  /** When it may begin. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly lastsMs: readonly [number, number];
  /** From its end until it is seen. */
  readonly ageMs: readonly [number, number];
  /** Whether its outline was drawn, or place and size told. */
  readonly outline: boolean;
}

const minute = 60_000;
const count = 300;
/** People say where they saw it to some 30 m. */
const placeErrorM = 30;
const still = 0.5;
const truth = { ...standardUncertainty, windShare: 0, currentShare: 0, windDeg: 0, currentDeg: 0 };

type Ship = {
  readonly mmsi: number;
  readonly rows: readonly PastPosition[];
  readonly said: Said | undefined;
};

function shipsOf({ rows, said }: Scene): Ship[] {
  const byMmsi = new Map<number, PastPosition[]>();
  for (const row of rows) {
    const list = byMmsi.get(row[1]);
    if (list === undefined) byMmsi.set(row[1], [row]);
    else list.push(row);
  }
  return [...byMmsi].map(([mmsi, own]) => ({ mmsi, rows: own, said: said.get(mmsi) }));
}

const sogOf = (row: PastPosition | undefined): number => row?.[4] ?? 0;

/** Whether she behaves so at that time; she is heard before, and until `endMs`. */
function suits({ rows, said }: Ship, manner: Manner, beginMs: number, endMs: number): boolean {
  const i = rows.findIndex(([atMs]) => atMs > beginMs) - 1;
  const last = rows.at(-1)?.[0] ?? 0;
  if (i < 0 || last < endMs || beginMs - (rows[i]?.[0] ?? 0) > 3 * minute) return false;
  const during = rows.slice(i, rows.findIndex(([atMs]) => atMs >= endMs) + 1);
  const shipClass = shipClassOf({
    class: null,
    shipType: said?.shipType ?? null,
    eriType: said?.eriType ?? null,
  });
  const carries = shipClass === 'tanker' || shipClass === 'cargo';
  if (manner === 'lying' || manner === 'transfer')
    return during.every((row) => sogOf(row) <= still) && (manner === 'lying' || carries);
  if (during.some((row) => sogOf(row) <= still)) return false;
  if (manner === 'under-way') return true;
  if (manner === 'dark') return carries;
  if (shipClass !== 'tanker') return false;
  let lay = i;
  while (lay >= 0 && sogOf(rows[lay]) > still) lay--;
  let since = lay;
  while (since > 0 && sogOf(rows[since - 1]) <= still) since--;
  const [leftMs, lainMs] = [rows[lay]?.[0] ?? 0, rows[since]?.[0] ?? 0];
  return lay >= 0 && beginMs - leftMs <= 20 * minute && leftMs - lainMs >= 10 * minute;
}

function placeAt(rows: readonly PastPosition[], atMs: number): readonly [number, number] {
  const next = rows.findIndex((row) => row[0] > atMs);
  const b = rows[next < 0 ? rows.length - 1 : next] as PastPosition;
  const a = rows[Math.max(0, (next < 0 ? rows.length : next) - 1)] as PastPosition;
  const share = b[0] > a[0] ? Math.max(0, Math.min(1, (atMs - a[0]) / (b[0] - a[0]))) : 0;
  return [a[2] + (b[2] - a[2]) * share, a[3] + (b[3] - a[3]) * share];
}

/** Null: nobody suits, or the slick left the map. */
export function plant(
  scene: Scene,
  manner: Manner,
  settings: PlantSettings,
  water: Water | null,
  random: Random,
): Planted | null {
  const ships = shipsOf(scene);
  for (let tries = 0; tries < 5_000; tries++) {
    const ship = random.pick(ships);
    const beginMs = random.between(settings.fromMs, settings.toMs);
    const endMs = beginMs + random.between(...settings.lastsMs);
    const seenAtMs = Math.round(endMs + random.between(...settings.ageMs));
    if (!suits(ship, manner, beginMs, endMs)) continue;
    const [told, real] = weathers(random);
    const spilled = spill(ship, [beginMs, endMs, seenAtMs], real, water, random);
    if (spilled === null) continue;
    const slick = observe(spilled, seenAtMs, settings.outline, ship, water, random);
    if (slick === null) continue;
    return {
      manner,
      polluter: ship.mmsi,
      slick,
      weather: [told],
      scene: marked(scene, manner, ship, beginMs, endMs),
    };
  }
  return null;
}

/** What is told, and what moves the oil: speeds differ by up to 20 %, directions by up to 15°. */
function weathers(random: Random): readonly [Weather, Weather] {
  const told = {
    atMs: 0,
    windKn: random.between(6, 20),
    windFromDeg: random.between(0, 360),
    currentKn: random.between(0, 2),
    currentToDeg: random.pick([150, 330]),
  };
  const real = {
    atMs: 0,
    windKn: told.windKn * random.between(0.8, 1.2),
    windFromDeg: told.windFromDeg + random.between(-15, 15),
    currentKn: told.currentKn * random.between(0.8, 1.2),
    currentToDeg: told.currentToDeg + random.between(-15, 15),
  };
  return [told, real];
}

const planeOf = ({ rows }: Ship, water: Water | null) =>
  water?.plane ?? planeAt([rows[0]?.[2] ?? 0, rows[0]?.[3] ?? 0]);

function spill(
  ship: Ship,
  [beginMs, endMs, seenAtMs]: readonly [number, number, number],
  weather: Weather,
  water: Water | null,
  random: Random,
): Particles | null {
  const particles = createParticles(new Float64Array(2 * count), { ...truth, windageSpread: 0.003 }, random);
  particles.state.fill(left);
  const plane = planeOf(ship, water);
  let spilled = 0;
  for (let atMs = beginMs; atMs < seenAtMs; atMs += minute) {
    for (; spilled < count && beginMs + (spilled / count) * (endMs - beginMs) <= atMs; spilled++) {
      const [lon, lat] = placeAt(ship.rows, beginMs + (spilled / count) * (endMs - beginMs));
      let [x, y] = [xOf(plane, lon), yOf(plane, lat)];
      if (water !== null) {
        const cell = nearestWater(water, x, y, 60);
        if (cell === null) continue;
        x = ((cell % water.columns) + random.unit()) * water.cellM;
        y = (Math.floor(cell / water.columns) + random.unit()) * water.cellM;
      }
      particles.x[spilled] = x;
      particles.y[spilled] = y;
      particles.state[spilled] = afloat;
    }
    const seconds = Math.min(minute, seenAtMs - atMs) / 1000;
    advance(particles, water, forcingAt([weather], atMs), seconds, 0.1, random);
  }
  const there = particles.state.filter((state) => state !== left).length;
  return there >= count / 2 ? particles : null;
}

function observe(
  particles: Particles,
  seenAtMs: number,
  outline: boolean,
  ship: Ship,
  water: Water | null,
  random: Random,
): Slick | null {
  const cloud = cloudOf(particles);
  if (cloud === null) return null;
  const there = [...particles.x.keys()].filter((i) => particles.state[i] !== left);
  const mean = (of: Float64Array): number => there.reduce((sum, i) => sum + (of[i] ?? 0), 0) / there.length;
  const [x, y] = [mean(particles.x), mean(particles.y)];
  const away = there
    .map((i) => Math.hypot((particles.x[i] ?? 0) - x, (particles.y[i] ?? 0) - y))
    .sort((a, b) => a - b);
  const radiusM = Math.max(30, away[Math.floor(0.8 * away.length)] ?? 0) * random.between(0.8, 1.25);
  const plane = planeOf(ship, water);
  const [offX, offY] = [random.bell() * placeErrorM, random.bell() * placeErrorM];
  const position = lonLatOf(plane, x + offX, y + offY);
  if (!outline) return { position, radiusM, seenAtMs };
  const [area] = areasOf({ ...cloud, x: cloud.x + offX, y: cloud.y + offY }, plane, [0.9]);
  return { position, radiusM, seenAtMs, ...(area && { outline: area.geometry }) };
}

/** The traffic with what the polluter's manner changes in it. */
function marked(scene: Scene, manner: Manner, { mmsi, said }: Ship, beginMs: number, endMs: number): Scene {
  if (manner === 'dark') {
    const silent = ([atMs, who]: PastPosition): boolean =>
      who === mmsi && atMs > beginMs - minute && atMs < endMs + minute;
    return { ...scene, rows: scene.rows.filter((row) => !silent(row)) };
  }
  if (manner !== 'transfer' || said === undefined) return scene;
  const before = said.draughts.findLast(([atMs]) => atMs <= endMs)?.[1] ?? 3;
  const draughts = [
    ...said.draughts.filter(([atMs]) => atMs <= endMs),
    [endMs + 2 * minute, before + 0.5] as const,
  ];
  return { ...scene, said: new Map([...scene.said, [mmsi, { ...said, draughts }]]) };
}
