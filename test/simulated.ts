import { decode } from '../src/ais/decode.ts';
import type { AisMessage } from '../src/model/messages.ts';
import { createReader } from '../src/nmea/reader.ts';
import { createSimulation, type SimulationSettings, type TimedSentence } from '../src/sim/simulation.ts';

export interface Heard {
  readonly atMs: number;
  readonly channel: string;
  readonly message: AisMessage;
}

export interface Simulated {
  readonly sentences: readonly TimedSentence[];
  /** What a receiver makes of them, through the real reader and decoder. */
  readonly heard: readonly Heard[];
  /** Causes of everything that was refused on the way. */
  readonly refused: readonly string[];
}

/** Simulates `minutes` and reads the result back. */
export function simulated(settings: SimulationSettings, minutes: number): Simulated {
  const sentences = createSimulation(settings).advanceTimed(settings.startMs + minutes * 60_000);
  const heard: Heard[] = [];
  const refused: string[] = [];
  const reader = createReader({
    payload(payload, atMs) {
      const message = decode(payload);
      if (typeof message === 'string') refused.push(message);
      else heard.push({ atMs, channel: payload.channel, message });
    },
    refused: (cause) => refused.push(cause),
    faulted: (fault) => refused.push(fault),
    counted: () => {},
  });
  for (const { atMs, sentence } of sentences) reader.push(Buffer.from(`${sentence}\r\n`, 'latin1'), atMs);
  return { sentences, heard, refused };
}
