import type { Random } from '../lib/random.ts';

export type NameStyle =
  | 'sea'
  | 'inland'
  | 'service'
  | 'pilot'
  | 'port'
  | 'police'
  | 'dredger'
  | 'passenger'
  | 'pleasure';

const words = (text: string): readonly string[] => text.split(' ');

/** Two lists a style: invented names are one of each; where the second is empty, a number follows. */
const styles: Readonly<Record<NameStyle, readonly [readonly string[], readonly string[]]>> = {
  sea: [
    words(
      'NORTHERN AMBER COBALT SILVER CORAL GOLDEN ARCTIC IVORY SCARLET EASTERN VELVET COPPER MISTRAL LUNAR',
    ),
    words(
      'HERON CURLEW PLOVER MERIDIAN HORIZON LANTERN COMPASS CASCADE HARVEST SUMMIT ESTUARY ORCHID FALCON',
    ),
  ],
  inland: [
    words('ZILVER NOORDER WESTER ZUIDER MAAS SCHELDE RUPEL DENDER LEIE KEMPEN POLDER DUIN HEIDE WILGEN'),
    words('REIGER ZWAAN MEEUW STERN KRUIER GANS VALK DRIFT VAART TROUW HOOP STROOM PAREL WENS'),
  ],
  service: [words('SLEPER BOEGTREK STUWER KEERKRING TROSSER'), []],
  pilot: [words('LOODSTENDER'), []],
  port: [words('HAVENRONDE DOKWACHT'), []],
  police: [words('STROOMPATROUILLE'), []],
  dredger: [words('SLIBVANGER GEULDIEPER'), []],
  passenger: [words('AVONDLICHT RIVIERZICHT STADSKRAAI ROEREND ZOMERTIJ'), words('VAN RIJN ZEE LAND KAAI')],
  pleasure: [
    words('KLEINE VROLIJKE STILLE BLAUWE ZOUTE DROMENDE'),
    words('PINGUIN KOMEET LIBEL OTTER KRAB VLINDER SALAMANDER'),
  ],
};

/** Longest name that message 5 carries. */
const nameLength = 20;

/** An invented name that `taken` does not hold yet, at most 20 characters; it is added. */
export function inventName(style: NameStyle, taken: Set<string>, random: Random): string {
  const [first, second] = styles[style];
  for (let attempt = 0; ; attempt += 1) {
    const start = random.pick(first);
    const stem = second.length > 0 ? `${start} ${random.pick(second)}` : start;
    const number = second.length > 0 && attempt < 8 ? '' : ` ${random.whole(1, 40 + attempt)}`;
    const name = `${stem.slice(0, nameLength - number.length)}${number}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
