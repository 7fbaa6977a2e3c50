import { flagOf } from './mid.ts';

/** Numbers that are typed in where nobody knew the right one. */
const typedIn = new Set([
  0, 1, 111_111_111, 222_222_222, 333_333_333, 444_444_444, 555_555_555, 666_666_666, 777_777_777,
  999_999_999, 123_456_789, 987_654_321,
]);

/**
 * Whether an MMSI can be given out (ITU-R M.585): a form of that recommendation with an allotted MID, nine digits,
 * and not a number such as 123456789. SART, MOB and EPIRB (970, 972, 974) carry a maker's number and no MID.
 */
export function isMmsi(mmsi: number): boolean {
  if (mmsi > 999_999_999 || typedIn.has(mmsi)) return false;
  const three = Math.floor(mmsi / 1_000_000);
  if (three === 970 || three === 972 || three === 974) return true;
  // 8MIDxxxxx: a portable VHF with DSC
  if (three >= 800 && three < 900) return flagOf((mmsi - 800_000_000) * 10) !== null;
  // a ship with nothing behind its MID is a factory setting
  if (three >= 200 && three < 800 && mmsi % 1_000_000 === 0) return false;
  return flagOf(mmsi) !== null;
}

/** Seven digits, the last of which is the sum of the others × 7 … 2, modulo 10. */
export function isImo(imo: number): boolean {
  if (imo < 1_000_000 || imo > 9_999_999) return false;
  let rest = Math.floor(imo / 10);
  let sum = 0;
  for (let factor = 2; factor <= 7; factor++) {
    sum += (rest % 10) * factor;
    rest = Math.floor(rest / 10);
  }
  return sum % 10 === imo % 10;
}

/** Blocks of the first three digits of an ENI, by the authorities of the states (ES-TRIN, annex 2). */
const eniBlocks: readonly (readonly [number, number])[] = [
  [1, 79],
  [100, 159],
  [200, 259],
  [300, 309],
  [320, 359],
  [380, 399],
];

/** A European vessel identification number: eight digits of an allotted block, or 9 and an IMO number. It has no check digit. */
export function isEni(eni: string): boolean {
  if (!/^\d{8}$/.test(eni)) return false;
  if (eni.startsWith('9')) return isImo(Number(eni.slice(1)));
  const block = Number(eni.slice(0, 3));
  return eniBlocks.some(([low, high]) => block >= low && block <= high);
}
