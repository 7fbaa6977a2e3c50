import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { toSentences } from '../../src/ais/sentences.ts';
import { createRandom } from '../../src/lib/random.ts';
import { degreesEast, degreesNorth, sideKm, south, west, zonesOf } from '../rules/zones.ts';
import type { Box } from './clients.ts';

/** Square kilometres of the port; a zone in each. */
const squareKm = 500;
const side = sideKm(squareKm);
/** West of the port: whoever is heard here raises an alert. */
const probe = { lon: west - 0.1, lat: south };
const tickMs = 10;
const ticksPerProbe = 5;

export function portFile(): object {
  const rule = { rule: 'zone.enter', severity: 'info', appliesTo: { hazard: ['confirmed'] } };
  const zones = zonesOf(squareKm, createRandom(2026)).map(({ id, name, kind, geometry }) => ({
    ...{ type: 'Feature', geometry, properties: { id, name, kind, rules: [rule] } },
  }));
  const { lon, lat } = probe;
  const ring = [
    [lon - 0.01, lat - 0.01],
    [lon + 0.01, lat - 0.01],
    [lon + 0.01, lat + 0.01],
    [lon - 0.01, lat - 0.01],
  ];
  const rules = [{ ...rule, appliesTo: { hazard: ['unknown'] } }];
  const geometry = { type: 'Polygon', coordinates: [ring] };
  const properties = { id: 'probe', name: 'Probe', kind: 'area', rules };
  return {
    type: 'FeatureCollection',
    name: 'Bench',
    features: [...zones, { type: 'Feature', geometry, properties }],
  };
}

/** Viewports of so many clients: boxes of 10 square kilometres all over the port. */
export function viewports(count: number): Box[] {
  const random = createRandom(7);
  const kilometres = Math.sqrt(10);
  return Array.from({ length: count }, (): Box => {
    const x = random.unit() * (side - kilometres);
    const y = random.unit() * (side - kilometres);
    const [w, s] = [west + x * degreesEast, south + y * degreesNorth];
    return [w, s, w + kilometres * degreesEast, s + kilometres * degreesNorth];
  });
}

let sent = 0;
/** Every payload differs, as those of real transmitters do. */
const position = (mmsi: number, lon: number, lat: number, cogDeg: number): string => {
  const motion = { navStatus: 0, rotDegPerMin: null, sogKn: 10, cogDeg, headingDeg: cogDeg };
  const rest = { positionAccurate: true, utcSecond: 60, manoeuvre: 0, raim: false, radio: sent++ % 500_000 };
  const message = { type: 1, repeat: 0, mmsi, lon, lat, ...motion, ...rest } as const;
  return `${toSentences(message, { channel: 'A', sequence: 0 })[0]}\r\n`;
};

/** Ships that sail to and fro at 10 kn, all over the port. `i` reports of all of them come in turn. */
function sail(vessels: number, perSecond: number, i: number): string {
  const vessel = i % vessels;
  const random = createRandom(vessel);
  const metres = (i / perSecond) * 5.144;
  const isBack = Math.floor(metres / 1000) % 2 === 1;
  const along = (isBack ? 1000 - (metres % 1000) : metres % 1000) / 1000;
  const lon = west + random.unit() * side * degreesEast;
  return position(
    205_000_000 + vessel,
    lon,
    south + (random.unit() * side + along) * degreesNorth,
    isBack ? 180 : 0,
  );
}

export interface Fed {
  /** Sentences that were written, probes among them. */
  readonly sentences: number;
  readonly perSecond: number;
  /** Time (ms) at which each probe was written, by MMSI. */
  readonly probes: ReadonlyMap<string, number>;
  /** Milliseconds that bytes took to a bare echo and back at the same time. */
  readonly echoMs: readonly number[];
}

export interface Feed {
  /** When the first sentence of the last sending was written, as `performance.now()` says it: all were made before. */
  readonly beganMs: number;
  /** Sends sentences evenly; `probing`: twenty times a second one that raises an alert too, beside a round trip to the echo. */
  send(seconds: number, probing: boolean): Promise<Fed>;
  end(): void;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket.setNoDelay();
}

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export async function createFeed(
  nmeaPort: number,
  echoPort: number,
  vessels: number,
  perSecond: number,
): Promise<Feed> {
  const receiver = await open(nmeaPort);
  receiver.resume();
  const echo = await open(echoPort);
  let echoed: (() => void) | null = null;
  echo.on('data', () => echoed?.());
  let sentences = 0;
  let probed = 0;
  let beganMs = Number.NaN;

  return {
    get beganMs() {
      return beganMs;
    },
    async send(seconds, probing) {
      const ticks = (seconds * 1000) / tickMs;
      const perTick = Math.round((perSecond * tickMs) / 1000);
      // made before, so that making them delays nothing
      const batches = Array.from({ length: ticks }, () =>
        Array.from({ length: perTick }, () => sail(vessels, perSecond, sentences++)).join(''),
      );
      const probes = new Map<string, number>();
      const echoMs: number[] = [];
      beganMs = performance.now();
      const startMs = nowMs();
      for (const [tick, batch] of batches.entries()) {
        receiver.write(batch);
        if (probing && tick % ticksPerProbe === 0) {
          const mmsi = 244_000_000 + probed++;
          receiver.write(position(mmsi, probe.lon, probe.lat, 0));
          probes.set(String(mmsi), nowMs());
          const fromMs = nowMs();
          echoed = () => echoMs.push(nowMs() - fromMs);
          echo.write('x');
        }
        await wait(Math.max(0, startMs + (tick + 1) * tickMs - nowMs()));
      }
      const written = ticks * perTick;
      const rate = written / ((nowMs() - startMs) / 1000);
      return { sentences: written + probes.size, perSecond: rate, probes, echoMs };
    },
    end() {
      receiver.destroy();
      echo.destroy();
    },
  };
}
