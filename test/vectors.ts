import { type HeardPayload, listening } from './heard.ts';
import { sharedFile, sharedLines } from './shared.ts';

export type Values = Readonly<Record<string, unknown>>;

/** One decoding vector: sentences for a fresh decoder, and what others say they hold. */
export interface Vector {
  readonly id?: string;
  readonly set: string;
  readonly ref: string;
  readonly type: number | null;
  readonly sentences: readonly string[];
  /** Raw integers by the bit table of ITU-R M.1371-5. */
  readonly spec_raw?: Values;
  /** Decoders that give exactly these values in every field they share. */
  readonly refs_agree?: readonly string[];
  /** The source's own expectation in its own names; several where several messages come out. */
  readonly expected: Values | readonly Values[] | null;
}

const isVector = (line: unknown): line is Vector =>
  typeof line === 'object' && line !== null && 'set' in line && 'sentences' in line;

export const vectorsPath = sharedFile('vectors/messages.jsonl.gz');
export const vectors: readonly Vector[] = sharedLines(vectorsPath).filter(isVector);
export const realVectors = vectors.filter((v) => v.set !== 'synthetic');
export const syntheticVectors = vectors.filter((v) => v.set === 'synthetic');

/** What a fresh reader makes of a vector; a line `# 60 s` lets a minute pass. */
export function heardOf({ sentences }: Vector): {
  readonly payloads: readonly HeardPayload[];
  readonly refused: readonly string[];
} {
  const { heard, reader } = listening();
  let nowMs = 0;
  for (const sentence of sentences) {
    if (sentence.startsWith('# 60 s')) nowMs += 60_000;
    const ends = /[\r\n]$/.test(sentence);
    reader.push(Buffer.from(ends ? sentence : `${sentence}\r\n`, 'latin1'), nowMs);
  }
  reader.end(nowMs);
  return heard;
}
