import { toSentences } from '../ais/sentences.ts';
import { createHeap } from '../lib/heap.ts';
import { createRandom } from '../lib/random.ts';
import { aids, createAid, createBaseStation } from './aids.ts';
import { buildFleet } from './fleet.ts';
import { createHarbour } from './harbour.ts';
import { createHelicopter } from './helicopter.ts';
import { isHazardous, openingOf, sceneOf } from './opening.ts';
import type { Station } from './station.ts';
import { createVessel } from './vessel.ts';

export interface SimulationSettings {
  /** Same seed, vessels and start: same bytes. */
  readonly seed: number;
  /** How many vessels; a base station, some aids to navigation and a helicopter come on top. */
  readonly vessels: number;
  /** Start of the simulated time, milliseconds since 1970 UTC. */
  readonly startMs: number;
}

/** One NMEA sentence without line end, and when it was heard. */
export interface TimedSentence {
  readonly atMs: number;
  readonly sentence: string;
}

/** Traffic of the port as the receivers of its shore hear it. How often it is advanced does not change what is heard. */
export interface Simulation {
  /** The sentences after the last call's time up to and including `toMs`, in the order of time. */
  advance(toMs: number): string[];
  advanceTimed(toMs: number): TimedSentence[];
}

/** A station's place in the queue; `order` decides between stations that are due in the same millisecond. */
interface Entry {
  readonly station: Station;
  readonly order: number;
  dueMs: number;
  /** Stations use the two AIS channels in turn. */
  channel: 'A' | 'B';
}

/** The largest fleet that the invented identities are meant for. */
const mostVessels = 50_000;

function createStations({ seed, vessels, startMs }: SimulationSettings): Station[] {
  const random = createRandom(seed);
  const harbour = createHarbour();
  let hazardous = 0;
  const fleet = buildFleet(vessels, random.fork()).map((vessel) => {
    const own = random.fork();
    const scene = sceneOf(isHazardous(vessel) ? hazardous++ : null);
    return createVessel(vessel, openingOf(vessel, scene, startMs, harbour, own), startMs, harbour, own);
  });
  return [
    createBaseStation(startMs),
    ...aids.map((aid, i) => createAid(aid, startMs + 500 + i * 600)),
    createHelicopter(startMs, random.fork()),
    ...fleet,
  ];
}

/** Throws a RangeError that names the field for settings that cannot be simulated. */
export function assertSimulable({ seed, vessels, startMs }: SimulationSettings): void {
  if (!Number.isInteger(vessels) || vessels < 0 || vessels > mostVessels) {
    throw new RangeError(`vessels: ${vessels} is not a whole number from 0 to ${mostVessels}`);
  }
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: ${seed} is not a whole number`);
  if (!Number.isSafeInteger(startMs)) throw new RangeError(`startMs: ${startMs} is not a whole number`);
}

/** Throws a RangeError that names the field for settings that cannot be simulated. */
export function createSimulation(settings: SimulationSettings): Simulation {
  assertSimulable(settings);
  const queue = createHeap<Entry>((a, b) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order));
  for (const [order, station] of createStations(settings).entries()) {
    queue.push({ station, order, dueMs: station.dueMs, channel: order % 2 === 0 ? 'A' : 'B' });
  }
  let sequence = 0;

  /** Sends what one station has to say now, and puts it back in the queue. */
  const serve = (entry: Entry, heard: (atMs: number, sentence: string) => void): void => {
    const atMs = entry.dueMs;
    for (const message of entry.station.transmit(atMs)) {
      const sentences = toSentences(message, { channel: entry.channel, sequence });
      if (sentences.length > 1) sequence = (sequence + 1) % 10;
      entry.channel = entry.channel === 'A' ? 'B' : 'A';
      for (const sentence of sentences) heard(atMs, sentence);
    }
    entry.dueMs = entry.station.dueMs;
    queue.push(entry);
  };
  const run = (toMs: number, heard: (atMs: number, sentence: string) => void): void => {
    for (let next = queue.peek(); next && next.dueMs <= toMs; next = queue.peek()) {
      queue.pop();
      serve(next, heard);
    }
  };

  return {
    advance(toMs) {
      const sentences: string[] = [];
      run(toMs, (_, sentence) => sentences.push(sentence));
      return sentences;
    },
    advanceTimed(toMs) {
      const sentences: TimedSentence[] = [];
      run(toMs, (atMs, sentence) => sentences.push({ atMs, sentence }));
      return sentences;
    },
  };
}
