import type { Random } from '../lib/random.ts';
import { inventName, type NameStyle } from './names.ts';

/** A country that vessels come from: its MID, call-sign prefix and the first digits of its ENI numbers. */
interface Country {
  readonly mid: number;
  readonly callsign: string;
  readonly eni: string;
}

const seaCountries: readonly Country[] = [
  { mid: 205, callsign: 'ON', eni: '' },
  { mid: 244, callsign: 'PH', eni: '' },
  { mid: 211, callsign: 'DA', eni: '' },
  { mid: 215, callsign: '9H', eni: '' },
  { mid: 209, callsign: '5B', eni: '' },
  { mid: 219, callsign: 'OX', eni: '' },
  { mid: 255, callsign: 'CQ', eni: '' },
  { mid: 257, callsign: 'LA', eni: '' },
  { mid: 304, callsign: 'V2', eni: '' },
  { mid: 311, callsign: 'C6', eni: '' },
  { mid: 477, callsign: 'VR', eni: '' },
  { mid: 538, callsign: 'V7', eni: '' },
  { mid: 563, callsign: '9V', eni: '' },
  { mid: 636, callsign: 'D5', eni: '' },
];
/** More often the neighbours than the Rhine's upper reaches. */
const netherlands: Country = { mid: 244, callsign: 'PD', eni: '023' };
const belgium: Country = { mid: 205, callsign: 'OT', eni: '060' };
const inlandCountries: readonly Country[] = [
  netherlands,
  netherlands,
  netherlands,
  belgium,
  belgium,
  { mid: 211, callsign: 'DC', eni: '048' },
  { mid: 253, callsign: 'LX', eni: '200' },
  { mid: 226, callsign: 'FM', eni: '018' },
  { mid: 269, callsign: 'HE', eni: '070' },
];

const countries = { sea: seaCountries, inland: inlandCountries, local: [belgium] } as const;

export interface Identity {
  readonly mmsi: number;
  readonly name: string;
  readonly callsign: string;
  readonly imo: number | null;
  readonly eni: string | null;
}

/** Sea-going, inland, or at home in the port. */
export type Origin = 'sea' | 'inland' | 'local';

/** Gives out invented identities, no two alike. */
export interface Registry {
  enrol(kind: Origin, style: NameStyle): Identity;
}

/** A six-digit serial with its check digit: each digit times its place from the right, 7 … 2 (IMO A.1117(30)). */
export function imoNumber(serial: number): number {
  const digits = [...String(serial)].map(Number);
  return serial * 10 + (digits.reduce((sum, digit, i) => sum + digit * (7 - i), 0) % 10);
}

export function createRegistry(random: Random): Registry {
  const taken = new Set<string>();
  /** Calls `invent` until it gives something new. */
  const fresh = <T extends string | number>(kind: string, invent: () => T): T => {
    for (;;) {
      const candidate = invent();
      const key = `${kind}:${candidate}`;
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  };
  const names = new Set<string>();
  return {
    enrol(kind, style) {
      const country = random.pick(countries[kind]);
      // A 9 after the MID is seldom allotted: demo traffic should not wear a real ship's number.
      const mmsi = fresh('mmsi', () => country.mid * 1_000_000 + 900_000 + random.whole(0, 99_999));
      const letter = (): string => String.fromCharCode(65 + random.whole(0, 25));
      const tail = (): string =>
        kind === 'sea' ? `${letter()}${letter()}${random.whole(2, 9)}` : String(random.whole(1_000, 9_999));
      return {
        mmsi,
        name: inventName(style, names, random),
        callsign: fresh('callsign', () => `${country.callsign}${tail()}`),
        imo: kind === 'sea' ? fresh('imo', () => imoNumber(random.whole(910_000, 979_999))) : null,
        eni:
          kind === 'inland'
            ? fresh('eni', () => `${country.eni}${String(random.whole(1, 99_999)).padStart(5, '0')}`)
            : null,
      };
    },
  };
}
