import type { AuditNote } from '../model/access.ts';
import type { By } from '../model/access-desk.ts';

/** What is written down of a change that somebody asked for: of the person only what names them. */
export function changeNote(
  { actor, address, purpose }: By,
  action: string,
  object: string,
  detail: AuditNote['detail'],
): AuditNote {
  const named = actor && { id: actor.id, name: actor.name, organisation: actor.organisation };
  return { action, actor: named, address, purpose, object, outcome: 'done', detail };
}
