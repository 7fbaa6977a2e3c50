import type { FastifyReply } from 'fastify';
import type { Schedule } from '../../lib/schedule.ts';
import type { Reader } from '../../model/access.ts';
import type { Zone } from '../../model/zone.ts';
import type { ZoneChange, ZoneCondition, ZoneState } from '../../model/zone-desk.ts';
import { ZoneBody, ZoneFeature } from '../../protocol/port.ts';
import { Forbidden } from '../access/permission.ts';
import { nameOf, readerOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import { recorded } from '../recorded.ts';
import type { Gateway } from '../server.ts';
import { conditionOf } from '../zones/conditions.ts';
import { ownsZone, shownZone } from '../zones/visible.ts';
import { zoneFor } from '../zones/watch-lists.ts';
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

function answer(reply: FastifyReply, reader: Reader, { zone, tag }: ZoneState): FastifyReply {
  return reply.header('etag', tag).send(zoneFor(reader, zone));
}

/** @throws Forbidden when the reader may change none but its own zones, and this is none, before the change or after it */
function demandOwn(reader: Reader, ...states: readonly Pick<Zone, 'id' | 'visibleTo'>[]): void {
  if (reader.may('zones.write') === 'all') return;
  const { id } = reader.organisation;
  if (!states.every((zone) => ownsZone(reader, zone)))
    throw new Forbidden(
      `the permission 'zones.write' is missing beyond the organisation's own areas, and zones with visibleTo: ["${id}"]`,
    );
}

/** Who the zone is to be shown to, as far as that can be read from what was sent; the register checks the whole of it. */
function sentAs(id: string, { properties }: { readonly properties: object }): Pick<Zone, 'id' | 'visibleTo'> {
  const visibleTo: unknown = Reflect.get(properties, 'visibleTo');
  return Array.isArray(visibleTo) ? { id, visibleTo } : { id };
}

/** Of a zone that the reader may not know of only that its id cannot be had: no tag, which would tell when it changes. */
const taken = (id: string | null, state: ZoneState | null, reader: Reader): ProblemError =>
  new ProblemError(409, `id: '${id}' is taken; leave it out to be given one`, {
    tag: state !== null && reader.maySee(state.zone) ? state.tag : null,
  });

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
      config: { access: 'zones.write', own: true },
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
      const reader = readerOf(request);
      demandOwn(reader, sentAs(id ?? '', request.body));
      const change = await record(zones.put(id, { ...request.body, id }, 'absent', nameOf(request)));
      if (change.outcome === 'conflict') throw taken(id, change.state, reader);
      const state = done(change);
      reply.code(201).header('location', `/api/v1/zones/${encodeURIComponent(state.zone.id)}`);
      return answer(reply, reader, state);
    },
  );

  app.put(
    zonePath,
    {
      config: { access: 'zones.write', own: true },
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
      const reader = readerOf(request);
      const before = zones.get(id);
      if (before !== null && !reader.maySee(before.zone)) throw unknownZone(id);
      demandOwn(reader, sentAs(id, request.body), ...(before === null ? [] : [before.zone]));
      const condition = required(request.headers, ', or if-none-match: * for a new one');
      const given = request.body.id ?? id;
      const change = await record(
        zones.put(id, { ...request.body, id: String(given) }, condition, nameOf(request)),
      );
      const state = done(change);
      return answer(change.outcome === 'created' ? reply.code(201) : reply, reader, state);
    },
  );

  app.delete(
    zonePath,
    {
      config: { access: 'zones.write', own: true },
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
      const reader = readerOf(request);
      const shown = shownZone(zones, id, reader);
      if (shown === null) throw unknownZone(id);
      demandOwn(reader, shown.zone);
      done(await record(zones.remove(id, required(request.headers, ''), nameOf(request))));
      return reply.code(204).send(null);
    },
  );
}
