import type { LineRefusal } from '../model/reception.ts';
import { BACKSLASH, BANG, COMMA, DOLLAR, find } from './bytes.ts';
import { checksumFault } from './sentence.ts';
import { newTag, readTag } from './tag.ts';

/** Bytes other than printable ASCII and tabs. */
function isBinary(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 126 || (byte < 32 && byte !== 9)) return true;
  }
  return false;
}

/** Capital letter or digit. */
const isAddress = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57);

/** Where a sentence of another kind begins (`$GPGGA,`, `$PGHP,`, `!AIVSI,`): sign, 3–10 capitals, comma; or −1. */
function sentenceStart(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== DOLLAR && bytes[at] !== BANG) continue;
    const comma = find(bytes, COMMA, at, Math.min(to, at + 12));
    let i = at + 1;
    while (i < comma && isAddress(bytes[i] ?? 0)) i++;
    if (i === comma && comma - at > 3) return at;
  }
  return -1;
}

const unused = newTag();

/** What a line is that holds no good AIS sentence; `fault` is what was wrong with the one it does hold. */
export function judge(
  bytes: Uint8Array,
  from: number,
  to: number,
  fault: LineRefusal | null,
): LineRefusal | 'other' | 'blank' {
  if (from === to) return 'blank';
  if (isBinary(bytes, from, to)) return 'not-ascii';
  if (fault !== null) return fault;
  const at = sentenceStart(bytes, from, to);
  if (at >= 0) return checksumFault(bytes, at, to) ?? 'other';
  if (bytes[from] === BACKSLASH && bytes[to - 1] === BACKSLASH) {
    return readTag(bytes, from + 1, to - 1, unused) ? 'other' : 'bad-tag-block';
  }
  return 'not-ais';
}
