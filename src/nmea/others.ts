import type { LineRefusal } from '../model/reception.ts';
import { BACKSLASH, BANG, bytes, COMMA, DOLLAR, hexPair, STAR } from './bytes.ts';
import { checksumFault } from './sentence.ts';
import { clearTag, readTag, type Tag } from './tag.ts';
import { isWrapper, readWrapper, type Wrapper } from './wrapper.ts';

/** Bytes other than printable ASCII and tabs. */
function isBinary(from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 126 || (byte < 32 && byte !== 9)) return true;
  }
  return false;
}

/** Capital letter or digit. */
const isAddress = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57);

/** Where a sentence of another kind begins (`$GPGGA,`, `$PGHP,`, `!AIVSI,`): sign, 3–10 capitals, comma; or −1. */
function sentenceStart(from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== DOLLAR && bytes[at] !== BANG) continue;
    let i = at + 1;
    while (i < to && i - at <= 10 && isAddress(bytes[i] ?? 0)) i++;
    if (i < to && bytes[i] === COMMA && i - at > 3) return at;
  }
  return -1;
}

/** What earlier lines said about the sentence that comes next. */
export interface Announced {
  /** A TAG block that stood alone on its line. */
  readonly tag: Tag;
  hasTag: boolean;
  readonly wrapper: Wrapper;
}

/** Nothing is announced any more. */
export function forget(announced: Announced): void {
  announced.hasTag = false;
  clearTag(announced.tag);
  announced.wrapper.waiting = false;
}

/**
 * Whether the wrapper that waits is that of a sentence with this checksum. The wrapper of a message in parts names no
 * part's own checksum, so it is believed of the part that follows it.
 */
export const isWrapped = ({ wrapper }: Announced, checksum: number, isPart: boolean): boolean =>
  wrapper.waiting && (wrapper.checksum === 0 || wrapper.checksum === checksum || isPart);

export const isAnnounced = (announced: Announced): boolean => announced.hasTag || announced.wrapper.waiting;

/**
 * Position behind the checksum of the sentence of another kind that begins at `at`, if it is good: sign, 3–10 capitals,
 * comma, printable characters, the right checksum. Else −1.
 */
export function otherEnd(at: number, to: number): number {
  let sum = 0;
  let comma = -1;
  for (let i = at + 1; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === STAR) return comma - at > 3 && hexPair(i + 1, to) === sum ? i + 3 : -1;
    if (byte < 32 || byte > 126) return -1;
    if (comma < 0) {
      if (byte === COMMA) comma = i;
      else if (!isAddress(byte) || i - at > 10) return -1;
    }
    sum ^= byte;
  }
  return -1;
}

/** A good sentence of another kind, `at … end`: it may be a wrapper, or the one that a wrapper waited for. */
export function noteOther(at: number, end: number, announced: Announced, orphaned: () => void): void {
  const { wrapper } = announced;
  if (wrapper.waiting && !isWrapped(announced, hexPair(end - 2, end), false)) orphaned();
  wrapper.waiting = false;
  if (isWrapper(at, end)) readWrapper(at, end, wrapper);
  else forget(announced);
}

/**
 * What a line is that holds no good AIS sentence; `fault` is what was wrong with the one it does hold. What it says about
 * the next sentence is put into `announced`; `orphaned` is called when a wrapper waited for another line than this.
 */
export function judge(
  from: number,
  to: number,
  fault: LineRefusal | null,
  announced: Announced,
  orphaned: () => void,
): LineRefusal | 'other' | 'blank' {
  if (from === to) return 'blank';
  const isText = !isBinary(from, to);
  const at = isText && fault === null ? sentenceStart(from, to) : -1;
  const end = at < 0 ? -1 : otherEnd(at, to);
  if (end > 0) {
    noteOther(at, end, announced, orphaned);
    return 'other';
  }
  if (announced.wrapper.waiting) orphaned();
  forget(announced);
  if (!isText) return 'not-ascii';
  if (fault !== null) return fault;
  if (at >= 0) return checksumFault(at, to) ?? 'bad-fields';
  if (bytes[from] !== BACKSLASH || bytes[to - 1] !== BACKSLASH || to - from < 3) return 'not-ais';
  announced.hasTag = readTag(from + 1, to - 1, announced.tag);
  return announced.hasTag ? 'other' : 'bad-tag-block';
}
