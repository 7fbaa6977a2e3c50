import { readFileSync } from 'node:fs';

/** What a decoder's process prints. */
export interface DecoderResult {
  /** Seconds for all passes in a fresh process, and for the same again; null where it was not measured. */
  readonly coldS: number;
  readonly warmS: number | null;
  /** Of one pass: messages and the sum of their MMSIs, by type. */
  readonly byType: Readonly<Record<string, readonly [count: number, mmsis: number]>>;
}

export function isDecoderResult(value: unknown): value is DecoderResult {
  return typeof value === 'object' && value !== null && 'coldS' in value && 'byType' in value;
}

/** What the memory process prints. */
export interface MemoryResult {
  /** For half of the passes. */
  readonly seconds: number;
  readonly messages: number;
  /** Growth of all that lives, over the first half of the passes and over the second. */
  readonly firstBytes: number;
  readonly secondBytes: number;
  /** State of a link whose assembly is full. */
  readonly bytesPerLink: number;
}

export function isMemoryResult(value: unknown): value is MemoryResult {
  return typeof value === 'object' && value !== null && 'secondBytes' in value && 'bytesPerLink' in value;
}

/** Adds messages up by type. */
export function tallying() {
  const byType: Record<string, [number, number]> = {};
  return {
    byType,
    add(type: number, mmsi: number): void {
      const entry = byType[type] ?? [0, 0];
      byType[type] = [entry[0] + 1, entry[1] + mmsi];
    },
  };
}

export const secondsOf = async (work: () => void | Promise<void>): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Lines of a feed, for decoders that want one at a time without its end. */
export const linesOf = (path: string | undefined): string[] =>
  readFileSync(path ?? '', 'latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '');
