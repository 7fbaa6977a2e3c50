/** Sentences with the right checksum, for tests. */

export function checksum(body: string): string {
  let sum = 0;
  for (const character of body) sum ^= character.charCodeAt(0);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** `AIVDM,1,1,,A,…` → `!AIVDM,…*hh`. */
export const signed = (body: string, sign = '!'): string => `${sign}${body}*${checksum(body)}`;

/** `s:x,c:1` → the TAG block with its backslashes. */
export const tagBlock = (body: string): string => `\\${body}*${checksum(body)}\\`;

/** A class A position report of MMSI 211234567, and the two parts of its message 5. */
export const POSITION = '!AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,0*4D';
export const PART_1 = '!AIVDM,2,1,3,A,539Lg1p2:N2T48<C780EP4m0hD00000000000016<PD:86sgeB4Sm51D,0*1D';
export const PART_2 = '!AIVDM,2,2,3,A,Q0C@00000000000,2*45';
