import { toString as drawCode } from 'qrcode';
import { CodeBody, SecondFactorBegun, SecondFactorConfirmed } from '../../protocol/access.ts';
import type { Admission } from '../access/admission.ts';
import { granted } from '../access/answer.ts';
import { fromOf, sessionOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

/** A second factor of one's own: begun, scanned, and confirmed with its first code. */
export function secondFactorRoutes(
  app: Gateway,
  { sessions }: Pick<GatewayPorts, 'sessions'>,
  admission: Admission,
): void {
  app.post(
    '/api/v1/session/second-factor',
    {
      config: { access: 'session' },
      schema: {
        tags: ['session'],
        summary: 'Begin with a second factor: its secret, shown once, counts when it is confirmed',
        response: answers('The secret, and a picture to scan', SecondFactorBegun, 401, 403, 409, 503),
      },
    },
    async (request, reply) => {
      const { secret, uri } = await granted(request, sessions.beginSecondFactor(sessionOf(request)));
      return reply.send({ secret, uri, qrSvg: await drawCode(uri, { type: 'svg' }) });
    },
  );

  app.put(
    '/api/v1/session/second-factor',
    {
      config: { access: 'session' },
      schema: {
        tags: ['session'],
        summary: 'Confirm it with a code; the recovery codes are shown once',
        body: CodeBody,
        response: answers(
          'The session as it is now, with its cookie, and the recovery codes',
          SecondFactorConfirmed,
          ...[400, 401, 403, 409, 413, 415, 429, 503],
        ),
      },
    },
    async (request, reply) => {
      const { code } = request.body;
      const asked = sessions.confirmSecondFactor(sessionOf(request), code, fromOf(request));
      const admitted = await granted(request, asked);
      const session = admission.goOn(request, reply, admitted);
      return reply.send({ recoveryCodes: [...admitted.recoveryCodes], session });
    },
  );
}
