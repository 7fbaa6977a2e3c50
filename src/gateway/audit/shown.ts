import type { AuditEntry, Reader } from '../../model/access.ts';
import { isHidden } from '../zones/visible.ts';

/** An entry as a reader is shown it; null: not at all. */
export type EntryView = (entry: AuditEntry) => AuditEntry | null;

const featureOf = (value: unknown): object | null => (typeof value === 'object' ? value : null);

/**
 * What a reader sees of the audit: all entries of the port, but of a confined organisation only what its own people and keys did. Of a change to a zone that
 * is hidden from its organisation, or was before, it sees who and when, and neither which zone nor what.
 */
export function entriesFor(reader: Reader): EntryView {
  const { id, confined } = reader.organisation;
  return (entry) => {
    if (confined && entry.actor?.organisation !== id) return null;
    if (!entry.action.startsWith('zone.')) return entry;
    const { before, after } = entry.detail;
    const hidden = [before, after].some((feature) => isHidden(featureOf(feature), reader));
    return hidden ? { ...entry, object: 'zone/hidden', detail: { hidden: true } } : entry;
  };
}
