import type { AuditEntry, Reader } from '../../model/access.ts';

/**
 * Which entries a reader may see: all of the port's, but of a confined organisation only what its own people and keys did.
 * Null: all.
 */
export function shownTo({ organisation }: Reader): ((entry: AuditEntry) => boolean) | null {
  if (!organisation.confined) return null;
  return ({ actor }) => actor?.organisation === organisation.id;
}
