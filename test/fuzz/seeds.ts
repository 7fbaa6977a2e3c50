import { PART_1, PART_2, POSITION, tagBlock } from '../sentences.ts';

const wrapper = '$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,4D*52';
const signal = '$ARVSI,r003669945,5,201704.05687473,0152,-085,0*2E';

/** The target that mends checksums wants none: `body*text behind it`. */
const withoutChecksums = (lines: string): string =>
  lines
    .replaceAll('\r', '')
    .replace(/\*[0-9A-F]{2}\\/g, '\\')
    .replace(/\*[0-9A-F]{2}/g, '*');

/** One input of each kind, so that exploration begins behind the doors that chance would not open. */
export function seeds(target: 'bytes' | 'sentences' | 'messages'): Uint8Array[] {
  if (target === 'messages') {
    return Array.from({ length: 29 }, (_, type) => {
      const bits = type === 5 ? 424 : type === 24 ? 168 : 360;
      const bytes = new Uint8Array(2 + 72);
      bytes.set([bits >> 8, bits & 255, type, 13, 9, 44]);
      return bytes;
    });
  }
  const lines = [
    POSITION,
    `${PART_1}\r\n${PART_2}`,
    `${tagBlock('g:1-3-7,s:r3,c:1120959341')}\r\n${tagBlock('g:2-3-7')}${POSITION}\r\n${tagBlock('g:3-3-7')}${signal}`,
    `${wrapper}\r\n${POSITION}`,
    `${POSITION},d-109,S2105,t050056.00,T56.13718694,r003669946,1325394060`,
    `2019-04-19T00:00:00.804Z ${POSITION}`,
    `${POSITION}${POSITION}`,
  ];
  const text = lines.map((line) => (target === 'bytes' ? `${line}\r\n` : withoutChecksums(line)));
  return text.map((line) => Buffer.from(line, 'latin1'));
}
