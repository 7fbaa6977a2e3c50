import { once } from 'node:events';
import { connect } from 'node:net';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createSimulation } from '../sim/simulation.ts';

const help = `havenwacht simulate [--vessels N] [--seed S] [--minutes M] [--start ISO] [--to tcp://host:port]
Port traffic as NMEA, to stdout or to a listener, as fast as it is taken. The same seed gives the same bytes.
`;
/** A default start, so that the same seed gives the same bytes on any day. */
const defaultStart = '2026-01-05T06:00:00Z';
const stepMs = 1_000;

/** Writes simulated traffic. @returns exit code; 2 for arguments that cannot be used. */
export async function simulate(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') {
    process.stderr.write(`havenwacht simulate: ${parsed}\n${help}`);
    return 2;
  }
  const { vessels, seed, minutes, startMs, to } = parsed;
  const simulation = createSimulation({ vessels, seed, startMs });
  const out: Writable = to === null ? process.stdout : await connected(to);
  for (let atMs = startMs; atMs < startMs + minutes * 60_000; ) {
    atMs += stepMs;
    const sentences = simulation.advance(atMs);
    if (sentences.length === 0) continue;
    if (!out.write(`${sentences.join('\r\n')}\r\n`)) await once(out, 'drain');
  }
  if (to !== null) {
    out.end();
    await once(out, 'close');
  }
  return 0;
}

interface SimulateArguments {
  readonly vessels: number;
  readonly seed: number;
  readonly minutes: number;
  readonly startMs: number;
  readonly to: URL | null;
}

/** The arguments, or a sentence that says which cannot be used. */
function readArguments(args: readonly string[]): SimulateArguments | string {
  const text = { type: 'string' } as const;
  const options = { vessels: text, seed: text, minutes: text, start: text, to: text };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { to } = values;
  const numbers = { vessels: Number(values.vessels ?? 120), seed: Number(values.seed ?? 1) };
  const minutes = Number(values.minutes ?? 10);
  const startMs = Date.parse(values.start ?? defaultStart);
  if (!Number.isInteger(numbers.vessels) || numbers.vessels < 1)
    return '--vessels wants a whole number above 0';
  if (!Number.isSafeInteger(numbers.seed)) return '--seed wants a whole number';
  if (!(minutes > 0)) return '--minutes wants a number above 0';
  if (Number.isNaN(startMs)) return '--start wants a time such as 2026-01-05T06:00:00Z';
  if (to !== undefined && !/^tcp:\/\/[^/]+:\d+$/.test(to)) return '--to wants tcp://host:port';
  return { ...numbers, minutes, startMs, to: to === undefined ? null : new URL(to) };
}

async function connected(to: URL): Promise<Writable> {
  const socket = connect(Number(to.port), to.hostname);
  await once(socket, 'connect');
  socket.resume();
  return socket;
}
