/** Six-bit text of ITU-R M.1371-5, Annex 8, table 47: 0–31 are `@A…_`, 32–63 are ` !…?`. */

const MAX_CHARACTERS = 170;
const AT = 64;
const SPACE = 32;

/** ASCII code of a sextet. */
const ascii = (sextet: number): number => (sextet < 32 ? sextet + 64 : sextet);

/** Sextet of an ASCII code, or −1 when the alphabet has no such character. */
export const sextetOf = (code: number): number =>
  code >= 64 && code < 96 ? code - 64 : code >= 32 && code < 64 ? code : -1;

const scratch = Buffer.alloc(MAX_CHARACTERS);

/**
 * Names and destinations come again every few minutes for as long as a ship is heard, so a text that was met before is
 * given out again instead of being built: one string a ship, not one a message. Bounded: a slot holds the latest text.
 */
const SLOTS = 8192;
const known: (string | null)[] = new Array<string | null>(SLOTS).fill(null);

function built(length: number, hash: number): string {
  const slot = hash & (SLOTS - 1);
  const met = known[slot];
  if (met !== null && met !== undefined && met.length === length) {
    let i = 0;
    while (i < length && met.charCodeAt(i) === scratch[i]) i++;
    if (i === length) return met;
  }
  const fresh = scratch.toString('latin1', 0, length);
  known[slot] = fresh;
  return fresh;
}

let kept = 0;
let last = 0;
let hash = 0;

/** Adds the characters at bit `start` to the text being read; false when an `@` ended it. */
function read(sextets: Uint8Array, start: number, characters: number): boolean {
  const left = start % 6;
  const right = 6 - left;
  let at = (start - left) / 6;
  for (let i = 0; i < characters; i++, at++) {
    const high = (sextets[at] ?? 0) << left;
    const low = left === 0 ? 0 : (sextets[at + 1] ?? 0) >> right;
    const code = ascii((high | low) & 63);
    if (code === AT) return false;
    scratch[kept++] = code;
    if (code !== SPACE) {
      last = kept;
    }
    hash = (hash * 31 + code) | 0;
  }
  return true;
}

function finished(): string | null {
  return last === 0 ? null : built(last, hash ^ (hash >>> 13));
}

/** Text at bit `start`: cut at the first `@`, trailing spaces removed, null when nothing is left. */
export function text(sextets: Uint8Array, start: number, characters: number): string | null {
  kept = 0;
  last = 0;
  hash = 0;
  read(sextets, start, characters);
  return finished();
}

/**
 * Text that goes on at bit `tailStart` with as many whole characters as the message's `bits` hold. A text that an `@`
 * ends before has no continuation, and what stands there is not read; `evenSo` reads it all the same.
 */
export function longText(
  sextets: Uint8Array,
  start: number,
  characters: number,
  tailStart: number,
  tailCharacters: number,
  bits: number,
  evenSo = false,
): string | null {
  kept = 0;
  last = 0;
  hash = 0;
  const tail = Math.min(tailCharacters, Math.floor((bits - tailStart) / 6));
  const whole = read(sextets, start, characters);
  if (tail > 0 && (whole || evenSo)) read(sextets, tailStart, tail);
  return finished();
}

/**
 * European vessel identification number as real units send it: blanks and zeros mean none, a letter O stands for a
 * zero, seven digits have lost their leading zero (old Rhine numbers). Anything else is given as sent.
 */
export function eni(sent: string | null): string | null {
  if (sent === null) return null;
  const digits = sent.trim().replaceAll('O', '0');
  if (!/^\d+$/.test(digits)) return sent.trim() || null;
  if (/^0+$/.test(digits)) return null;
  return digits.length === 7 ? `0${digits}` : digits;
}
