import type { FastifyReply } from 'fastify';
import type { Schedule } from '../../lib/schedule.ts';
import type { ZoneChange, ZoneCondition, ZoneState } from '../../model/zone-desk.ts';
import { ZoneBody, ZoneFeature } from '../../protocol/port.ts';
import { nameOf, readerOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { presentZone } from '../present.ts';
import { ProblemError } from '../problem.ts';
import { recorded } from '../recorded.ts';
import type { Gateway } from '../server.ts';
import { conditionOf } from '../zones/conditions.ts';
import { shownZone } from '../zones/visible.ts';
import { answers, creates, problems } from './answers.ts';
import { unknownZone, ZoneParams, zonePath } from './zones.ts';

/** A zone of 2,000 positions has 80 KiB. */
const bodyLimit = 256 * 1024;

/** What a change did to a zone, or a problem: refused, or met by another state than it asks for. */
function done(change: ZoneChange): ZoneState {
  if (change.outcome === 'refused') throw new ProblemError(400, change.detail);
  if (change.outcome !== 'conflict') return change.state;
  const { state } = change;
  throw new ProblemError(
    412,
    state === null
      ? 'if-match: there is no such zone'
      : `if-match: the zone has the entity tag ${state.tag} now; read it again`,
    { tag: state?.tag },
  );
}

function answer(reply: FastifyReply, { zone, tag }: ZoneState): FastifyReply {
  return reply.header('etag', tag).send(presentZone(zone));
}

/** Changing zones: each change names the state that it is made to, so that none is lost. */
export function zoneChangeRoutes(app: Gateway, ports: Pick<GatewayPorts, 'zones'>, schedule: Schedule): void {
  const { zones } = ports;
  const record = (change: Promise<ZoneChange>): Promise<ZoneChange> =>
    recorded(change, schedule, 'the change of the zone');

  function required(headers: Parameters<typeof conditionOf>[0], hint: string): ZoneCondition {
    const condition = conditionOf(headers);
    if (condition === null)
      throw new ProblemError(428, `if-match: missing; send the entity tag of the zone${hint}`);
    return condition;
  }

  const created = 'The new zone, and its entity tag';

  app.post(
    '/api/v1/zones',
    {
      bodyLimit,
      schema: {
        tags: ['zones'],
        summary: 'A new zone; without an id it is given one',
        body: ZoneBody,
        response: creates(created, ZoneFeature, 400, 403, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const given = request.body.id ?? null;
      const id = given === null ? null : String(given);
      const change = await record(zones.put(id, { ...request.body, id }, 'absent', nameOf(request)));
      if (change.outcome === 'conflict')
        throw new ProblemError(409, `id: there is a zone '${id}' already`, { tag: change.state?.tag });
      const state = done(change);
      reply.code(201).header('location', `/api/v1/zones/${encodeURIComponent(state.zone.id)}`);
      return answer(reply, state);
    },
  );

  app.put(
    zonePath,
    {
      bodyLimit,
      schema: {
        tags: ['zones'],
        summary: 'Another form of a zone, with `If-Match`; a new zone, with `If-None-Match: *`',
        params: ZoneParams,
        body: ZoneBody,
        response: {
          ...answers('The zone, and its new entity tag', ZoneFeature),
          ...creates(created, ZoneFeature, 400, 403, 404, 412, 413, 415, 428, 503),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (zones.get(id) !== null && shownZone(zones, id, readerOf(request)) === null) throw unknownZone(id);
      const condition = required(request.headers, ', or if-none-match: * for a new one');
      const given = request.body.id ?? id;
      const change = await record(
        zones.put(id, { ...request.body, id: String(given) }, condition, nameOf(request)),
      );
      const state = done(change);
      return answer(change.outcome === 'created' ? reply.code(201) : reply, state);
    },
  );

  app.delete(
    zonePath,
    {
      schema: {
        tags: ['zones'],
        summary: 'Deletes a zone, with `If-Match`; its versions stay to be read',
        params: ZoneParams,
        response: {
          204: { description: 'Deleted', type: 'null' },
          ...problems(400, 403, 404, 412, 428, 503),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (shownZone(zones, id, readerOf(request)) === null) throw unknownZone(id);
      done(await record(zones.remove(id, required(request.headers, ''), nameOf(request))));
      return reply.code(204).send(null);
    },
  );
}
