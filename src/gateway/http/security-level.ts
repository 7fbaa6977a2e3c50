import { Type } from 'typebox';
import { plainAddress } from '../../lib/address-list.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Reader } from '../../model/access.ts';
import type { SecurityLevel, SecurityLevelState } from '../../model/security-level.ts';
import { SecurityLevelBody, SecurityLevels } from '../../protocol/access.ts';
import { nameOf, readerOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import { recorded } from '../recorded.ts';
import type { Gateway } from '../server.ts';
import { shownZone } from '../zones/visible.ts';
import { answers } from './answers.ts';

const path = '/api/v1/security-level';
const levels: readonly SecurityLevel[] = [1, 2, 3];

/** The ISPS level of the port and of facilities: what it is, and setting it. */
export function securityLevelRoutes(
  app: Gateway,
  ports: Pick<GatewayPorts, 'securityLevels' | 'zones' | 'audit'>,
  schedule: Schedule,
): void {
  const { securityLevels, zones, audit } = ports;

  /** Facilities whose zone is hidden from the reader, or gone, are not among them. */
  function shownTo(reader: Reader): SecurityLevels {
    const { level, at, by, reason } = securityLevels.port;
    return {
      port: { level, since: at, by, reason },
      facilities: securityLevels.facilities.flatMap((state) => facilityOf(reader, state)),
    };
  }
  const facilityOf = (reader: Reader, { zone, level, at, by, reason }: SecurityLevelState) =>
    zone !== null && at !== null && by !== null && reason !== null && shownZone(zones, zone, reader) !== null
      ? [{ zone, level, since: at, by, reason }]
      : [];

  app.get(
    path,
    {
      config: { access: 'zones.read' },
      schema: {
        tags: ['port'],
        summary: 'The ISPS security level of the port and of facilities',
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers('The levels', SecurityLevels, 400),
      },
    },
    (request, reply) => reply.send(shownTo(readerOf(request))),
  );

  app.put(
    path,
    {
      config: { access: 'security-level.set' },
      schema: {
        tags: ['port'],
        summary:
          'Sets the level of the port, or of a facility; rules and zones that ask for it are in force at once',
        body: SecurityLevelBody,
        response: answers('The levels as they are now', SecurityLevels, 400, 403, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const reader = readerOf(request);
      const { zone = null, reason } = request.body;
      const level = levels.find((l) => l === request.body.level);
      if (level === undefined) throw badField('level', 'must be 1, 2 or 3');
      if (zone !== null && shownZone(zones, zone, reader) === null)
        throw badField('zone', `the port has no zone '${zone}'`);
      const facility = securityLevels.facilities.find((state) => state.zone === zone);
      const before = zone === null ? securityLevels.port.level : (facility?.level ?? 1);
      const { id, name, organisation, purpose } = reader.subject;
      const note = {
        action: 'security-level.set',
        actor: { id, name, organisation },
        ...{ address: plainAddress(request.ip), purpose, object: zone === null ? 'port' : `zone/${zone}` },
        detail: { before, after: level, reason },
      };
      // what cannot be written down is not done
      await audit.record({ ...note, outcome: 'done' }).catch((err: unknown) => {
        request.log.error({ err }, 'a security level could not be written into the audit');
        throw new ProblemError(503, 'the level is not set: that could not be written into the audit');
      });
      try {
        await recorded(securityLevels.set(zone, level, nameOf(request), reason), schedule, 'the level');
      } catch (error) {
        await audit.record({ ...note, outcome: 'failed' }).catch(() => {});
        throw error;
      }
      return reply.send(shownTo(reader));
    },
  );
}
