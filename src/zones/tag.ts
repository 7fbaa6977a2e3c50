import { createHash } from 'node:crypto';
import type { ZoneRecord } from '../model/zone-desk.ts';

/** Tells contents apart: the beginning of SHA-256 over their JSON. */
export const markOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 12);

/** Entity tag of a state: two processes that made the same version of a zone at once have different ones. */
export const tagOf = ({ version, feature }: Pick<ZoneRecord, 'version' | 'feature'>): string =>
  `"${version}-${markOf(feature)}"`;

/** Which of two states of a zone counts, the same in every process: the higher version, then the later. */
export function isNewer(a: ZoneRecord, b: ZoneRecord | undefined): boolean {
  if (b === undefined || a.version !== b.version) return a.version > (b?.version ?? 0);
  if (a.at !== b.at) return (a.at ?? '') > (b.at ?? '');
  return markOf(a) > markOf(b);
}
