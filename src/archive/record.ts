import { crc32c } from '../lib/crc32c.ts';

/**
 * Records of a spool file: CRC-32C, length, number of the segment, index in the segment (four unsigned 32-bit numbers, little-endian), then
 * the text. The checksum covers all that follows it; segment and index together are the record's number in the spool.
 */
export const HEADER_BYTES = 16;
/** No record comes near it; a longer one is damage. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** The records with these texts, the first under `index`. */
export function encodeRecords(segment: number, index: number, texts: readonly string[]): Buffer {
  let length = 0;
  for (const text of texts) length += HEADER_BYTES + Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const [i, text] of texts.entries()) {
    const end = at + HEADER_BYTES + bytes.write(text, at + HEADER_BYTES);
    bytes.writeUInt32LE(end - at - HEADER_BYTES, at + 4);
    bytes.writeUInt32LE(segment, at + 8);
    bytes.writeUInt32LE(index + i, at + 12);
    bytes.writeUInt32LE(crc32c(bytes, at + 4, end), at);
    at = end;
  }
  return bytes;
}

/** A whole record of the segment. */
export interface Found {
  readonly index: number;
  readonly text: string;
  /** Where it ends. */
  readonly end: number;
}

/** The record at `at`, or null when there is none of this segment, or not all of it. */
export function recordAt(bytes: Buffer, at: number, segment: number): Found | null {
  if (at + HEADER_BYTES > bytes.length) return null;
  const end = endOf(bytes, at);
  if (end > bytes.length || end - at > HEADER_BYTES + MAX_TEXT_BYTES) return null;
  if (bytes.readUInt32LE(at + 8) !== segment) return null;
  if (crc32c(bytes, at + 4, end) !== bytes.readUInt32LE(at)) return null;
  return { index: bytes.readUInt32LE(at + 12), text: bytes.toString('utf8', at + HEADER_BYTES, end), end };
}

/** True when what is at `at` is what a crash leaves of a last record: too short for what it says, or blocks that were never filled. */
export function isTorn(bytes: Buffer, at: number, segment: number): boolean {
  if (at + HEADER_BYTES > bytes.length) return true;
  const claimsSegment = bytes.readUInt32LE(at + 8) === segment;
  return (claimsSegment && endOf(bytes, at) > bytes.length) || bytes.subarray(at).every((byte) => byte === 0);
}

const endOf = (bytes: Buffer, at: number): number => at + HEADER_BYTES + bytes.readUInt32LE(at + 4);
