import { mmsiText } from '../../model/vessel.ts';

/** Whose track it is, and of which time. */
export interface TrackAbout {
  readonly mmsi: number;
  /** As it called itself at the end; null when it had not said so, or nobody asked. */
  readonly name: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

export const titleOf = ({ mmsi, name }: TrackAbout): string => name ?? `MMSI ${mmsiText(mmsi)}`;

/** A number of degrees without an exponent, to a centimetre. */
export const degrees = (value: number): string => value.toFixed(7).replace(/\.?0+$/, '');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** What XML 1.0 has no way to write: a blank stands for it. */
const unwritable = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/g;

export const xmlText = (text: string): string =>
  text.replace(unwritable, ' ').replace(/[&<>"]/g, (found) => entities[found] ?? found);
