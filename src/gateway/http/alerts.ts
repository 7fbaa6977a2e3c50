import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Schedule } from '../../lib/schedule.ts';
import type { Alert, AlertEvent } from '../../model/alert.ts';
import type { ActionResult, AlertAction } from '../../model/ports.ts';
import {
  AlertKindSchema,
  AlertList,
  AlertSchema,
  AlertStateSchema,
  AlertWithEvents,
  HandoverList,
  NoteBody,
  SnoozeBody,
} from '../../protocol/alert.ts';
import { Instant } from '../../protocol/common.ts';
import { actionFault, alertShown, alertsFor } from '../access/alerts.ts';
import { Forbidden } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { type Asked, perform } from '../action.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { snoozeFault } from '../snooze.ts';
import { answers } from './answers.ts';

const AlertListQuery = Type.Object(
  {
    state: Type.Optional(AlertStateSchema),
    kind: Type.Optional(AlertKindSchema),
    after: Type.Optional(
      Type.Integer({ minimum: 0, default: 0, description: 'Alerts whose seq is greater' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
const HandoverQuery = Type.Object({ since: Type.Optional(Instant) }, { additionalProperties: false });
/** What `since` is when it is left out: a shift. */
const shiftMs = 8 * 3_600_000;
/** Items of a hand-over: more than a shift can read, and still one answer. */
const mostHandedOver = 1000;
const AlertParams = Type.Object({ id: Type.String({ maxLength: 100 }) });
const unknownAlert = (id: string): ProblemError => new ProblemError(404, `id: there is no alert '${id}'`);

/** An event without the alert, which is shown as far as the reader may see it. */
const noteOf = ({ seq, event, at, by, note }: Omit<AlertEvent, 'alert'>) => ({ seq, event, at, by, note });

/** The alert of an action that had its effect, now or before; else the problem. */
function alertOf(id: string, result: ActionResult | 'not-recorded') {
  if (result === 'not-recorded')
    throw new ProblemError(503, 'the action is not on disk yet; repeat it to be sure');
  if (result.outcome === 'unknown-alert') throw unknownAlert(id);
  if (result.outcome === 'over')
    throw new ProblemError(409, `id: the alert is ${result.alert.state} and cannot be snoozed`);
  return result.alert;
}

export function alertRoutes(
  app: Gateway,
  ports: Pick<GatewayPorts, 'alertsOf' | 'clock' | 'zones'>,
  schedule: Schedule,
): void {
  const { clock } = ports;

  /** Does what is asked on behalf of who asks, and gives the alert as that reader is shown it. */
  async function done(request: FastifyRequest, asked: Asked): Promise<Alert> {
    const reader = readerOf(request);
    const alerts = alertsFor(reader, ports);
    const found = alerts.get(asked.id);
    const fault = found === null ? null : actionFault(found.alert, reader, ports.zones);
    if (fault !== null) throw new Forbidden(fault);
    const result = await perform(alerts, { ...asked, by: reader.subject.name }, schedule);
    return alertShown(alertOf(asked.id, result), reader);
  }

  app.get(
    '/api/v1/alerts',
    {
      config: { access: 'alerts.read', own: true },
      schema: {
        tags: ['alerts'],
        summary: 'Alerts by rising seq, newest last',
        querystring: AlertListQuery,
        response: answers('A page of alerts', AlertList, 400),
      },
    },
    (request, reply) => {
      const { state = null, kind = null, limit = 100, cursor } = request.query;
      const after = cursor === undefined ? (request.query.after ?? 0) : fromCursor(cursor);
      const reader = readerOf(request);
      const found = alertsFor(reader, ports).list({ state, kind, after, limit: limit + 1 });
      const items = found.slice(0, limit).map((alert) => alertShown(alert, reader));
      const last = items.at(-1);
      return reply.send({ items, next: last && found.length > limit ? toCursor(last.seq) : null });
    },
  );

  app.get(
    '/api/v1/alerts/handover',
    {
      config: { access: 'alerts.read', own: true },
      schema: {
        tags: ['alerts'],
        summary: 'For the next shift: what is open, then what ended since; by default of the last 8 hours',
        querystring: HandoverQuery,
        response: answers('Alerts with what people did about them', HandoverList, 400),
      },
    },
    (request, reply) => {
      const { since } = request.query;
      const sinceMs = since === undefined ? clock() - shiftMs : Date.parse(since);
      const reader = readerOf(request);
      const { items, leftOut } = alertsFor(reader, ports).handover(sinceMs, mostHandedOver);
      const shown = items.map(({ alert, notes }) => ({
        alert: alertShown(alert, reader),
        notes: notes.map(noteOf),
      }));
      return reply.send({ items: shown, leftOut });
    },
  );

  app.get(
    '/api/v1/alerts/:id',
    {
      config: { access: 'alerts.read', own: true },
      schema: {
        tags: ['alerts'],
        summary: 'One alert with all its events',
        params: AlertParams,
        response: answers('The alert and its life', AlertWithEvents, 404),
      },
    },
    (request, reply) => {
      const reader = readerOf(request);
      const found = alertsFor(reader, ports).get(request.params.id);
      if (!found) throw unknownAlert(request.params.id);
      const events = found.events.map(noteOf);
      return reply.send({ alert: alertShown(found.alert, reader), events });
    },
  );

  const act = (path: string, action: AlertAction, summary: string) =>
    app.post(
      `/api/v1/alerts/:id/${path}`,
      {
        config: { access: 'alerts.act', own: true },
        schema: {
          tags: ['alerts'],
          summary,
          params: AlertParams,
          body: NoteBody,
          response: answers('The alert as it is now', AlertSchema, 400, 403, 404, 413, 415, 503),
        },
        // a POST without a body is a POST without a note
        preValidation: async (request) => {
          request.body ??= {};
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const note = request.body.note ?? null;
        return reply.send(await done(request, { id, action, note }));
      },
    );
  act('acknowledge', 'acknowledge', 'Someone has seen it; repeated: the same answer, no second event');
  act('close', 'close', 'It needs no more attention; repeated: the same answer, no second event');

  app.post(
    '/api/v1/alerts/:id/snooze',
    {
      config: { access: 'alerts.act', own: true },
      schema: {
        tags: ['alerts'],
        summary:
          'Later: it comes back at `until` if it still holds; repeated: the same answer, no second event',
        params: AlertParams,
        body: SnoozeBody,
        response: answers('The alert as it is now', AlertSchema, 400, 403, 404, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { until, reason } = request.body;
      const fault = snoozeFault(until, clock());
      if (fault !== null) throw new ProblemError(400, fault);
      return reply.send(await done(request, { id, action: 'snooze', until, reason }));
    },
  );
}
