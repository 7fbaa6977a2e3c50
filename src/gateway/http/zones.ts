import { Type } from 'typebox';
import type { Reader } from '../../model/access.ts';
import {
  ZoneVersion as Version,
  ZoneCollection,
  ZoneFeature,
  type ZoneVersion,
  ZoneVersions,
} from '../../protocol/port.ts';
import { readerOf } from '../access/reader.ts';
import { fromCursor, fromTextCursor, toCursor, toTextCursor } from '../cursor.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { hasAlready } from '../zones/conditions.ts';
import { isHidden, shownRevision, shownZone, shownZones } from '../zones/visible.ts';
import { featureFor, zoneFor } from '../zones/watch-lists.ts';
import { answers } from './answers.ts';

export const zonePath = '/api/v1/zones/:id';
export const ZoneParams = Type.Object({ id: Type.String({ maxLength: 100 }) });
const strict = { additionalProperties: false };
const paging = (limit: number, most: number) =>
  Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: limit })),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    strict,
  );
const nothing = Type.Object({}, strict);

export const unknownZone = (id: string): ProblemError =>
  new ProblemError(404, `id: the port has no zone '${id}'`);

/** Reading zones: as they stand, and as they were. */
export function zoneRoutes(app: Gateway, ports: Pick<GatewayPorts, 'zones'>): void {
  const { zones } = ports;
  app.get(
    '/api/v1/zones',
    {
      config: { access: 'zones.read' },
      schema: {
        tags: ['zones'],
        summary: 'Zones with their rules',
        querystring: paging(1000, 1000),
        response: answers('Zones in order of their ids', ZoneCollection, 400),
      },
    },
    (request, reply) => {
      const { limit = 1000, cursor } = request.query;
      const after = cursor === undefined ? null : fromTextCursor(cursor);
      const reader = readerOf(request);
      const shown = shownZones(zones, reader);
      const found = after === null ? shown : shown.filter(({ id }) => id > after);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return reply.send({
        type: 'FeatureCollection',
        features: page.map((zone) => zoneFor(reader, zone)),
        next: last && found.length > limit ? toTextCursor(last.id) : null,
        revision: shownRevision(zones, reader),
      });
    },
  );

  app.get(
    zonePath,
    {
      config: { access: 'zones.read' },
      schema: {
        tags: ['zones'],
        summary: 'One zone; 304 when `If-None-Match` has its entity tag',
        params: ZoneParams,
        querystring: nothing,
        response: answers('The zone as a Feature, with its entity tag', ZoneFeature, 400, 404),
      },
    },
    (request, reply) => {
      const reader = readerOf(request);
      const state = shownZone(zones, request.params.id, reader);
      if (state === null) throw unknownZone(request.params.id);
      reply.header('etag', state.tag);
      return hasAlready(request.headers['if-none-match'], state.tag)
        ? reply.code(304).send()
        : reply.send(zoneFor(reader, state.zone));
    },
  );

  /** Kept versions, newest first. Of a zone that is hidden, or was when it was deleted, there are none. */
  function versionsOf(id: string, reader: Reader): ZoneVersion[] {
    const records = zones.versions(id);
    const latest = records.find(({ feature }) => feature !== null);
    if (latest === undefined || isHidden(latest.feature, reader)) throw unknownZone(id);
    return records
      .filter(({ feature }) => !isHidden(feature, reader))
      .map(({ version, at, by, feature }) => ({ version, at, by, zone: featureFor(reader, id, feature) }));
  }

  app.get(
    `${zonePath}/versions`,
    {
      config: { access: 'zones.read' },
      schema: {
        tags: ['zones'],
        summary: 'Who changed the zone, when, and what it was; also of a deleted one',
        params: ZoneParams,
        querystring: paging(20, 100),
        response: answers('Versions, newest first', ZoneVersions, 400, 404),
      },
    },
    (request, reply) => {
      const { limit = 20, cursor } = request.query;
      const before = cursor === undefined ? Number.POSITIVE_INFINITY : fromCursor(cursor);
      const found = versionsOf(request.params.id, readerOf(request)).filter(
        ({ version }) => version < before,
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return reply.send({ items, next: last && found.length > limit ? toCursor(last.version) : null });
    },
  );

  app.get(
    `${zonePath}/versions/:version`,
    {
      config: { access: 'zones.read' },
      schema: {
        tags: ['zones'],
        summary: 'One version of a zone',
        params: Type.Object({ ...ZoneParams.properties, version: Type.Integer({ minimum: 0 }) }),
        querystring: nothing,
        response: answers('The version', Version, 400, 404),
      },
    },
    (request, reply) => {
      const { id, version } = request.params;
      const found = versionsOf(id, readerOf(request)).find((v) => v.version === version);
      if (!found) throw new ProblemError(404, `version: zone '${id}' has no version ${version} that is kept`);
      return reply.send(found);
    },
  );
}
