import type { ZoneCondition } from '../../model/zone-desk.ts';

/** The entity tags of `If-Match` or `If-None-Match` (RFC 9110 §8.8.3). Weak ones are none: they match nothing. */
const tagsOf = (header: string): string[] => header.match(/(?<!W\/)"[\x21\x23-\x7e]*"/g) ?? [];

/** What a change asks to find; null: it does not say, and would overwrite whatever is there. */
export function conditionOf(headers: {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}): ZoneCondition | null {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined) return match.trim() === '*' ? 'exists' : { tags: tagsOf(match) };
  return noneMatch?.trim() === '*' ? 'absent' : null;
}

/** True when the reader has this state already (weak comparison, as for GET). */
export const hasAlready = (noneMatch: string | undefined, tag: string): boolean =>
  noneMatch !== undefined &&
  (noneMatch.trim() === '*' || tagsOf(noneMatch.replaceAll('W/', '')).includes(tag));
