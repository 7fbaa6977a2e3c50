import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { seal } from '../../lib/sealed-line.ts';
import type { AuditEntry, AuditNote } from '../../model/access.ts';

/** Stands for the hash before the first entry. */
export const noHash = '0'.repeat(64);
/** Of an entry as text: the Features of a zone before and after, and then some. */
export const mostChars = 1_500_000;

/** Where the chain ends. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** Null: nothing is written yet. */
  readonly at: string | null;
}
export const nothing: Head = { seq: 0, hash: noHash, at: null };

/** JSON after RFC 8785: sorted keys, no blanks, one way to write each number and text. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this is not JSON');
  return text;
}

/** What JSON keeps of a note. Halves of characters, which JSON can carry and RFC 8785 cannot, become U+FFFD. */
export function plain(note: AuditNote): AuditNote {
  const { action, actor, address, purpose, object, outcome, detail } = note;
  const text = JSON.stringify({ action, actor, address, purpose, object, outcome, detail }).replace(
    /\\(\\|ud[89a-f][0-9a-f]{2})/g,
    (escaped, what) => (what === '\\' ? escaped : '\\ufffd'),
  );
  if (text.length > mostChars) throw new Error(`${action}: an entry of the audit is too long`);
  return JSON.parse(text) as AuditNote;
}

/** The hash of an entry behind one that has the hash `before`. */
export const hashOf = (before: string, entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256').update(before).update(canonical(entry)).digest('hex');

/** The entry behind `before`; the note is {@link plain}. */
export function entryBehind(before: Head, note: AuditNote, at: string): AuditEntry {
  const entry = { ...note, seq: before.seq + 1, at };
  return { ...entry, hash: hashOf(before.hash, entry) };
}

export const lineOf = (entry: AuditEntry): string => seal(canonical(entry));

/** The entry that a text holds, or null. Its hash is not checked. */
export function entryOf(text: string): AuditEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { seq, hash, at, action, detail } = (value ?? {}) as Partial<Record<string, unknown>>;
  const isEntry =
    Number.isSafeInteger(seq) &&
    typeof hash === 'string' &&
    typeof at === 'string' &&
    typeof action === 'string' &&
    typeof detail === 'object' &&
    detail !== null;
  return isEntry ? (value as AuditEntry) : null;
}

/** The record of another journal that an entry tells of. */
export interface Source {
  readonly journal: string;
  readonly seq: number;
}

export function sourceOf({ detail }: AuditNote): Source | null {
  const { source } = detail;
  if (typeof source !== 'object' || source === null || !('journal' in source) || !('seq' in source))
    return null;
  const { journal, seq } = source;
  return typeof journal === 'string' && typeof seq === 'number' ? { journal, seq } : null;
}
