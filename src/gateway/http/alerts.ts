import { Type } from 'typebox';
import type { Schedule } from '../../lib/schedule.ts';
import type { Reader } from '../../model/access.ts';
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
import { alertDisclosureOf, presentAlert } from '../access/alert-disclosure.ts';
import { ownsAlert } from '../access/own-alert.ts';
import { Forbidden } from '../access/permission.ts';
import { nameOf, readerOf } from '../access/reader.ts';
import { perform } from '../action.ts';
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
  { alerts, clock, zones }: Pick<GatewayPorts, 'alerts' | 'clock' | 'zones'>,
  schedule: Schedule,
): void {
  const shownTo =
    (reader: Reader) =>
    (alert: Alert): Alert =>
      presentAlert(alert, alertDisclosureOf(reader, alert));

  /** @throws Forbidden when the reader may act on its organisation's own alerts alone, and this is none. */
  function demandOwn(reader: Reader, id: string): void {
    if (reader.may('alerts.act') === 'all') return;
    const found = alerts.get(id);
    if (found !== null && !ownsAlert(reader, found.alert, zones))
      throw new Forbidden(
        "the permission 'alerts.act' is missing beyond the organisation's own areas and vessels",
      );
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
      const found = alerts.list({ state, kind, after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return reply.send({
        items: items.map(shownTo(readerOf(request))),
        next: last && found.length > limit ? toCursor(last.seq) : null,
      });
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
      const { items, leftOut } = alerts.handover(sinceMs, mostHandedOver);
      const shown = shownTo(readerOf(request));
      return reply.send({
        items: items.map(({ alert, notes }) => ({ alert: shown(alert), notes: notes.map(noteOf) })),
        leftOut,
      });
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
      const found = alerts.get(request.params.id);
      if (!found) throw unknownAlert(request.params.id);
      const events = found.events.map(noteOf);
      return reply.send({ alert: shownTo(readerOf(request))(found.alert), events });
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
        const reader = readerOf(request);
        demandOwn(reader, id);
        const note = request.body.note ?? null;
        const result = await perform(alerts, { id, action, by: nameOf(request), note }, schedule);
        return reply.send(shownTo(reader)(alertOf(id, result)));
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
      const reader = readerOf(request);
      demandOwn(reader, id);
      const fault = snoozeFault(until, clock());
      if (fault !== null) throw new ProblemError(400, fault);
      const asked = { id, action: 'snooze', by: nameOf(request), until, reason } as const;
      return reply.send(shownTo(reader)(alertOf(id, await perform(alerts, asked, schedule))));
    },
  );
}
