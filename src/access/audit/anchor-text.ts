import type { Head } from './entry.ts';

/** A head of the chain as it was written down outside. */
export interface Anchor extends Head {
  readonly at: string;
}

const anchorPart = /\bseq=(\d{1,15}) hash=([0-9a-f]{64}) at=(\S{1,40})/;

/** The same in the anchor file and in syslog, so that lines of either can be read. */
export const anchorText = ({ seq, hash, at }: Anchor): string =>
  `audit-anchor seq=${seq} hash=${hash} at=${at}`;

/** The anchor that a line holds, wherever in it; null: none. */
export function anchorOf(line: string): Anchor | null {
  const [, seq, hash, at] = anchorPart.exec(line) ?? [];
  return hash === undefined || at === undefined ? null : { seq: Number(seq), hash, at };
}
