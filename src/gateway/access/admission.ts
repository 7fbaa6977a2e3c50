import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { Gatekeeper } from '../../model/access.ts';
import type { Admitted, SessionDesk } from '../../model/access-desk.ts';
import type { SessionView } from '../../protocol/access.ts';
import { presentSession, recorded } from './answer.ts';
import type { SessionCookie } from './cookie.ts';
import { byOf } from './reader.ts';

/** Hands the cookie of a session over. */
export interface Admission {
  /** A session that begins. The one that the browser had until now ends: nobody goes on as somebody else. */
  begin(request: FastifyRequest, reply: FastifyReply, admitted: Admitted): Promise<SessionView>;
  /** A session that goes on under a new secret. */
  goOn(request: FastifyRequest, reply: FastifyReply, admitted: Admitted): SessionView;
}

export function createAdmission(
  { gatekeeper, sessions }: { readonly gatekeeper: Gatekeeper; readonly sessions: Pick<SessionDesk, 'end'> },
  cookie: SessionCookie,
): Admission {
  function goOn(request: FastifyRequest, reply: FastifyReply, { session, secret }: Admitted): SessionView {
    const reader = gatekeeper.whoIs({ cookie: secret, bearer: null, address: plainAddress(request.ip) });
    if (reader === null) throw new Error(`the session ${session.id} is not known although it was admitted`);
    cookie.set(reply, secret);
    return presentSession(session, reader);
  }
  return {
    goOn,
    async begin(request, reply, admitted) {
      const former = request.reader?.subject;
      if (former?.session != null)
        await recorded(request, sessions.end(former.id, former.session, byOf(request)));
      return goOn(request, reply, admitted);
    },
  };
}
