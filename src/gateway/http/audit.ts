import { Type } from 'typebox';
import type { AuditEntry } from '../../model/access.ts';
import { AuditList } from '../../protocol/audit.ts';
import { Instant } from '../../protocol/common.ts';
import { readerOf } from '../access/reader.ts';
import { exportOf } from '../audit/export.ts';
import { type EntryView, entriesFor } from '../audit/shown.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { streamOf } from '../stream-of.ts';
import { answers, problems } from './answers.ts';

const AuditQuery = Type.Object(
  {
    after: Type.Optional(
      Type.Integer({ minimum: 0, default: 0, description: 'Entries whose seq is greater' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
const ExportQuery = Type.Object({ from: Instant, to: Instant }, { additionalProperties: false });

const exported: ReturnType<typeof answers> = {
  ...problems(400, 401, 403, 503),
  200: {
    description:
      'A head that says what they follow, the entries in order, and a foot with their count and the last',
    content: { 'application/x-ndjson': { schema: Type.String() } },
  },
};

/** Entries that one request looks through for those that its reader may see; what is behind them comes with `next`. */
const mostLookedAt = 10_000;

export function auditRoutes(app: Gateway, { audit }: Pick<GatewayPorts, 'audit'>): void {
  /** A page of what is shown, and whether more may follow. */
  async function pageOf(
    after: number,
    limit: number,
    view: EntryView,
  ): Promise<{ readonly items: AuditEntry[]; readonly next: number | null }> {
    const items: AuditEntry[] = [];
    for (let at = after, looked = 0; ; ) {
      const page = await audit.page(at, limit);
      for (const entry of page) {
        at = entry.seq;
        const shown = view(entry);
        if (shown !== null) items.push(shown);
        if (items.length === limit) return { items, next: at < audit.seq ? at : null };
      }
      looked += page.length;
      if (page.length < limit) return { items, next: null };
      if (looked >= mostLookedAt) return { items, next: at };
    }
  }

  app.get(
    '/api/v1/audit',
    {
      config: { access: 'audit.read' },
      schema: {
        tags: ['audit'],
        summary:
          'Who did what, by rising seq; of a confined organisation only what its own people and keys did',
        querystring: AuditQuery,
        response: answers('A page of the audit', AuditList, 400, 401, 403, 503),
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor } = request.query;
      const after = cursor === undefined ? (request.query.after ?? 0) : fromCursor(cursor);
      const { items, next } = await pageOf(after, limit, entriesFor(readerOf(request)));
      return reply.send({ items, next: next === null ? null : toCursor(next) });
    },
  );

  app.get(
    '/api/v1/audit/export',
    {
      config: { access: 'audit.read' },
      schema: {
        tags: ['audit'],
        summary: 'The entries of a time as JSON lines, with the proof of their chain; itself in the audit',
        querystring: ExportQuery,
        response: exported,
      },
    },
    async (request, reply) => {
      const from = new Date(request.query.from).toISOString();
      const to = new Date(request.query.to).toISOString();
      if (from >= to) throw badField('from', 'must be before to');
      const reader = readerOf(request);
      const { id, name, organisation, purpose } = reader.subject;
      const actor = { id, name, organisation };
      const note = { action: 'audit.exported', actor, address: request.ip, purpose, object: 'audit' };
      await audit.record({ ...note, outcome: 'done', detail: { from, to } }).catch(() => {
        throw new ProblemError(503, 'the export cannot be recorded in the audit; it is not given');
      });
      const body = await streamOf(
        exportOf(audit, { from, to }, entriesFor(reader), !reader.organisation.confined),
      );
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="havenwacht-audit.jsonl"')
        .send(body);
    },
  );
}
