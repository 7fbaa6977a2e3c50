/** Sextet → payload character (IEC 61162-1). */
const armoured = (sextet: number): number => (sextet < 40 ? sextet + 48 : sextet + 56);

/**
 * A payload as one clean AIVDM sentence, however long: no parts, no wrappers, its own checksum. What the second decoder
 * does to parts, to text around a sentence and to line ends therefore does not matter.
 */
export function cleanSentence(sextets: Uint8Array, bits: number, channel: string): string {
  const length = Math.ceil(bits / 6);
  const payload = String.fromCharCode(...sextets.subarray(0, length).map(armoured));
  const body = `AIVDM,1,1,,${channel},${payload},${length * 6 - bits}`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}
