import { Type } from 'typebox';
import { instant } from '../../lib/instant.ts';
import { Instant, Mmsi } from '../../protocol/common.ts';
import { CountReport, VisitPage, WaitReport } from '../../protocol/history.ts';
import { demand } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { askArchive } from '../asking.ts';
import { fromKeyCursor, toKeyCursor } from '../cursor.ts';
import { polygonShape } from '../history/clip.ts';
import { readZone, widened } from '../history/place.ts';
import { presentCounts, presentVisit } from '../history/present.ts';
import { createWaitSummary } from '../history/waits.ts';
import { readInterval } from '../interval.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { askedZones, shownThen, shownZones } from '../zones/visible.ts';
import { answers } from './answers.ts';

const longestDays = 92;
const longestWaitDays = 31;
/** Entries of one summary of waiting times. */
const mostEntries = 20_000;

const span = { from: Type.Optional(Instant), to: Type.Optional(Instant) };
const zone = Type.String({ maxLength: 100 });
const shorter = 'ask for a shorter time';

/** Of an organisation's own zones and vessels it may be asked with a reach of `own`. */
const historyOfOwn = { access: 'history.read', own: true } as const;

type Ports = Pick<GatewayPorts, 'clock' | 'zones' | 'history'>;

/** Entries and exits of zones, and what is counted of them. */
export function historyVisitRoutes(app: Gateway, ports: Ports): void {
  visits(app, ports);
  counts(app, ports);
  waiting(app, ports);
}

function visits(app: Gateway, ports: Ports): void {
  const querystring = Type.Object(
    {
      zone: Type.Optional(zone),
      mmsi: Type.Optional(Mmsi),
      ...span,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })),
      cursor: Type.Optional(Type.String({ maxLength: 400 })),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags: ['history'],
    summary: `Visits of zones that lie in a time or reach into it, by time of entry; at most ${longestDays} days`,
    querystring,
    response: answers('A page of visits', VisitPage, 400, 422, 503),
  };
  app.get('/api/v1/history/visits', { config: historyOfOwn, schema }, async (request, reply) => {
    const { query } = request;
    const reader = readerOf(request);
    demand(reader, 'history.read', { mmsi: query.mmsi ?? null, zones: query.zone ? [query.zone] : [] });
    const nowMs = ports.clock();
    const asked = {
      ...readInterval(query, nowMs, longestDays),
      zoneIds: askedZones(ports.zones, query.zone, reader),
      mmsi: query.mmsi === undefined ? null : Number(query.mmsi),
    };
    const limit = query.limit ?? 1000;
    const after = query.cursor === undefined ? null : readKey(query.cursor);
    const found = await askArchive(request, reply, shorter, (gone) =>
      ports.history.visits(asked, after, limit + 1, gone),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const isMore = last !== undefined && found.length > limit;
    return reply.send({
      items: page
        .filter(({ zoneId }) => shownThen(ports.zones, zoneId, reader))
        .map((visit) => presentVisit(visit, nowMs)),
      next: isMore ? toKeyCursor([last.enteredMs, last.mmsi, last.zoneId]) : null,
    });
  });
}

function readKey(cursor: string) {
  const [enteredMs, mmsi, zoneId] = fromKeyCursor(cursor, ['number', 'number', 'string']);
  return { enteredMs: Number(enteredMs), mmsi: Number(mmsi), zoneId: String(zoneId) };
}

function counts(app: Gateway, ports: Ports): void {
  const per = Type.Optional(Type.Enum(['hour', 'day'], { default: 'hour' }));
  const querystring = Type.Object({ zone, ...span, per }, { additionalProperties: false });
  const schema = {
    tags: ['history'],
    summary: `Entries into a zone, an hour or day (UTC) and class of ship; at most ${longestDays} days`,
    querystring,
    response: answers('Counts', CountReport, 400, 422, 503),
  };
  app.get('/api/v1/history/counts', { config: historyOfOwn, schema }, async (request, reply) => {
    const { zone: zoneId, per: step = 'hour', ...query } = request.query;
    const reader = readerOf(request);
    demand(reader, 'history.read', { zones: [zoneId] });
    const asked = readInterval(query, ports.clock(), longestDays);
    const isThere = shownThen(ports.zones, zoneId, reader);
    const found = isThere
      ? await askArchive(request, reply, shorter, (gone) => ports.history.entries(zoneId, asked, step, gone))
      : [];
    const { fromMs, toMs } = asked;
    return reply.send({
      ...{ zoneId, from: instant(fromMs), to: instant(toMs), per: step },
      items: presentCounts(found),
    });
  });
}

function waiting(app: Gateway, ports: Ports): void {
  const withinM = Type.Optional(
    Type.Number({
      minimum: 100,
      maximum: 20_000,
      default: 2_000,
      description: 'Metres around the lock within which vessels wait for it',
    }),
  );
  const querystring = Type.Object({ zone, ...span, withinM }, { additionalProperties: false });
  const schema = {
    tags: ['history'],
    summary: `How long vessels waited before they entered a lock; at most ${longestWaitDays} days`,
    description:
      'The approach begins with the first position from which on the vessel stayed within `withinM` of the lock until it entered, at most 12 hours before, and not before it left the lock or a terminal. The wait is the part of the approach at 1 kn or less. Median and 90 % by nearest rank.',
    querystring,
    response: answers(
      'Waiting times by class of ship, and by hour of the day (UTC)',
      WaitReport,
      400,
      422,
      503,
    ),
  };
  app.get('/api/v1/history/waiting', { config: historyOfOwn, schema }, async (request, reply) => {
    const { withinM: metres = 2_000, ...query } = request.query;
    const reader = readerOf(request);
    demand(reader, 'history.read', { zones: [query.zone] });
    const lock = readZone(ports.zones, query.zone, reader);
    if (lock.kind !== 'lock')
      throw badField('zone', `'${lock.id}' is of kind ${lock.kind}: waiting times are those of locks`);
    const asked = {
      ...readInterval(query, ports.clock(), longestWaitDays),
      zoneId: lock.id,
      around: widened(polygonShape(lock.geometry).bounds, metres),
      otherZoneIds: shownZones(ports.zones, reader)
        .filter(({ kind }) => kind === 'terminal')
        .map(({ id }) => id),
    };
    const summary = createWaitSummary();
    await askArchive(request, reply, shorter, async (gone) => {
      let entries = 0;
      for await (const page of ports.history.waits(asked, gone)) {
        entries += page.length;
        if (entries > mostEntries)
          throw new ProblemError(422, `over ${mostEntries} entries, which is the limit: ${shorter}`);
        for (const wait of page) summary.add(wait);
      }
    });
    const { fromMs, toMs } = asked;
    return reply.send({
      ...{ zoneId: lock.id, from: instant(fromMs), to: instant(toMs), withinM: metres },
      byClass: summary.byClass(),
      byHour: summary.byHour(),
    });
  });
}
