/** CRC-32C (Castagnoli; RFC 3720 §12.1), reflected polynomial. Node's zlib has only the other CRC-32. */
const POLYNOMIAL = 0x82f63b78;

const table = new Int32Array(256).map((_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** Of the bytes `from` ≤ i < `to`, as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = -1;
  for (let i = from; i < to; i += 1) {
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[i] as number)) & 0xff] as number);
  }
  return (crc ^ -1) >>> 0;
}
