import type { From, PurposeWish, SessionDesk } from '../../model/access-desk.ts';
import { purposesOf } from '../purposes.ts';
import { refused } from '../refusals.ts';
import type { Session } from './book.ts';
import { debtsOf, subjectOf } from './owing.ts';
import { isRefusal, noteOf, renewed, type SessionParts, standing } from './parts.ts';

/** How a session changes what it is at. */
export function createPurposes(
  parts: SessionParts,
): Pick<SessionDesk, 'takePurpose'> & { lapse(session: Session): boolean } {
  const { register, audit, rules, elapsed, log } = parts;

  /** Why it cannot be taken. */
  function faultOf(session: Session, { purpose, reason, minutes }: PurposeWish) {
    if (purpose !== 'emergency') return null;
    if (parts.readerOf(session)?.may('glass.break') === 'none')
      return refused('conflict', 'your role may not break the glass', 'purpose');
    if (reason === undefined || reason.trim().length < 10)
      return refused('invalid', 'say in ten characters or more why', 'reason');
    return minutes === undefined ? refused('invalid', 'say for how many minutes', 'minutes') : null;
  }

  async function takePurpose(id: string, wish: PurposeWish, from: From) {
    const found = standing(parts, id);
    if (isRefusal(found)) return found;
    const { session, account } = found;
    if (debtsOf(account, session, rules).length > 0)
      return refused('conflict', 'what the session owes comes first');
    const offered = purposesOf(account.roles, rules.policy);
    if (!offered.includes(wish.purpose))
      return refused('conflict', `your roles have only: ${offered.join(', ')}`, 'purpose');
    const fault = faultOf(session, wish);
    if (fault !== null) return fault;
    const { purpose, reason = null, minutes = null } = wish;
    const before = subjectOf(account, session, rules).purpose;
    const isGlass = purpose === 'emergency';
    const detail = isGlass ? { before, reason, minutes } : { before, after: purpose, reason };
    const action = isGlass ? 'glass.broken' : 'purpose.changed';
    await audit.record(noteOf(account, action, from, 'done', detail, purpose));
    session.purpose = purpose;
    session.purposeEndsMs = isGlass && minutes !== null ? elapsed() + minutes * 60_000 : null;
    session.purposeReason = isGlass ? reason : null;
    if (isGlass) log.warn({ by: account.username, reason, minutes }, 'the glass was broken');
    return renewed(parts, session);
  }

  return {
    takePurpose,
    lapse(session) {
      if (session.purposeEndsMs === null || elapsed() < session.purposeEndsMs) return false;
      session.purpose = null;
      session.purposeEndsMs = null;
      session.purposeReason = null;
      const account = register.account(session.account);
      if (account !== undefined) {
        const from = { address: session.address, agent: session.agent };
        const note = noteOf(account, 'purpose.changed', from, 'done', {
          before: 'emergency',
          why: 'time is up',
        });
        audit
          .record(note)
          .catch((error) => log.error({ err: error }, 'the audit refuses the end of an emergency'));
      }
      return true;
    },
  };
}
