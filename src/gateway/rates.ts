import type { ReceiverTally } from '../model/reception.ts';

/** Lines a second of each receiver, over the time between the last two samples. */
export interface LineRates {
  sample(receivers: Iterable<Pick<ReceiverTally, 'name' | 'lines'>>, nowMs: number): void;
  /** Null until there were two samples, or when the receiver was not in the last. */
  perS(name: string): number | null;
}

/** As many entries as there are receivers; those that left are forgotten with the next sample. */
export function createLineRates(): LineRates {
  let lines: Map<string, number> | null = null;
  let rates = new Map<string, number>();
  let sampledAtMs = Number.NEGATIVE_INFINITY;
  return {
    sample(receivers, nowMs) {
      const seconds = (nowMs - sampledAtMs) / 1000;
      const before = lines;
      lines = new Map();
      rates = new Map();
      for (const { name, lines: count } of receivers) {
        // a clock that went back says nothing about a rate; a receiver that is new has sent all its lines since
        if (before !== null && seconds > 0)
          rates.set(name, Math.max(0, Math.round(((count - (before.get(name) ?? 0)) / seconds) * 10) / 10));
        lines.set(name, count);
      }
      sampledAtMs = nowMs;
    },
    perS: (name) => rates.get(name) ?? null,
  };
}
