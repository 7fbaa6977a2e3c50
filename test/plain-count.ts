import { readElsewhere } from '../src/crosscheck/second-decoder.ts';

/** A log read without anything of the pipeline: sentences as text, and ais-stream-decoder for what stands in them. */
export interface Heard {
  readonly type: number;
  readonly mmsi: number;
  /** Payload as bits, with those that say how often it was repeated on air set to 0. */
  readonly text: string;
  readonly line: number;
  readonly sentence: string;
}

const bitsOf = (payload: string, fill: number): string => {
  let bits = '';
  for (const character of payload) {
    const code = character.charCodeAt(0) - 48;
    bits += (code > 40 ? code - 8 : code).toString(2).padStart(6, '0');
  }
  return bits.slice(0, bits.length - fill);
};

function oneSentence(channel: string, payload: string, fill: number): string {
  const body = `AIVDM,1,1,,${channel},${payload},${fill}`;
  const sum = [...body].reduce((all, character) => all ^ character.charCodeAt(0), 0);
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Whole messages of a log; a second part without its first is left out. */
export function heardIn(lines: readonly string[]): Heard[] {
  const firstParts = new Map<string, string>();
  const heard: Heard[] = [];
  for (const [line, text] of lines.entries()) {
    const [, total, part, id, channel = '', payload = '', end = ''] = text.split(',');
    const key = `${id} ${channel}`;
    if (total !== '1' && part === '1') firstParts.set(key, payload);
    if (total !== '1' && part === '1') continue;
    const first = total === '1' ? '' : firstParts.get(key);
    firstParts.delete(key);
    if (first === undefined) continue;
    const fill = Number(end[0]);
    const bits = bitsOf(first + payload, fill);
    const [type, mmsi] = [Number.parseInt(bits.slice(0, 6), 2), Number.parseInt(bits.slice(8, 38), 2)];
    const sentence = oneSentence(channel, first + payload, fill);
    heard.push({ type, mmsi, text: `${bits.slice(0, 6)}${bits.slice(8)}`, line, sentence });
  }
  return heard;
}

/** Where the UTC second of a type begins, from the tables of M.1371-5 Annex 8, and without the two repeat bits. */
const secondAt: Readonly<Record<number, number>> = {
  ...{ 1: 135, 2: 135, 3: 135, 4: 70, 9: 126, 11: 70, 18: 131, 19: 131, 21: 251 },
};

/** Lines whose payload came before within the time of T1 and T27, when `perSecond` lines come a second. */
export function repeatedIn(heard: readonly Heard[], perSecond: number): number[] {
  const last = new Map<string, number>();
  return heard.flatMap(({ type, mmsi, text, line }) => {
    if (type === 12 || type === 14 || /^97[024]\d{6}$/.test(String(mmsi))) return [];
    const at = secondAt[type];
    const second = at === undefined ? Number.NaN : Number.parseInt(text.slice(at, at + 6), 2);
    const before = last.get(text);
    if (before !== undefined && (line - before) / perSecond <= (second < 60 ? 55 : 1.5)) return [line];
    last.set(text, line);
    return [];
  });
}

/** Class by the last position report (1–3, 18) that ais-stream-decoder reads, or by the form of the MMSI. */
export function classesIn(heard: readonly Heard[]): Map<number, string> {
  const classes = new Map<number, string>();
  for (const { sentence } of heard) {
    const { type, mmsi: id } = readElsewhere(sentence) ?? {};
    const mmsi = String(id).padStart(9, '0');
    if (/^00/.test(mmsi)) classes.set(Number(id), 'base');
    else if (/^111/.test(mmsi)) classes.set(Number(id), 'sar');
    else if (/^99/.test(mmsi)) classes.set(Number(id), 'aton');
    else if (type === 18) classes.set(Number(id), 'B');
    else if (type === 1 || type === 2 || type === 3) classes.set(Number(id), 'A');
  }
  return classes;
}
