import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { AuditNote, AuditTrail, FieldGroup, Reader } from '../../model/access.ts';
import { ProblemError } from '../problem.ts';
import { readerOf } from './reader.ts';

/** One line stands for the same reading by the same session for so long. */
const standsMs = 15 * 60_000;
/** Readings that are remembered; the oldest are written down again. */
const mostRemembered = 10_000;
/** Fields whose reading is written down. */
const watched: readonly FieldGroup[] = ['persons', 'declarations', 'eni'];

export interface ReadingNotes {
  /** The reader is about to be shown these fields of it. Resolves when that is on disk; a problem with 503 when it cannot be. */
  read(request: FastifyRequest, object: string, fields: readonly FieldGroup[]): Promise<void>;
  /** The same of what leaves as a file; each is written down. */
  exported(request: FastifyRequest, object: string, detail: AuditNote['detail']): Promise<void>;
}

/** Of these groups, those whose reading is written down and that the reader sees of somebody. */
export const watchedFields = (reader: Reader): FieldGroup[] =>
  watched.filter((field) => reader.sees(field) !== 'none');

/** Writes down who reads restricted fields, before they are shown. */
export function createReadingNotes(audit: Pick<AuditTrail, 'record'>, clock: () => number): ReadingNotes {
  const latest = new Map<string, number>();

  async function record(
    request: FastifyRequest,
    action: string,
    object: string,
    detail: AuditNote['detail'],
  ): Promise<void> {
    const { id, name, organisation, purpose } = readerOf(request).subject;
    const actor = { id, name, organisation };
    const address = plainAddress(request.ip);
    try {
      await audit.record({ action, actor, address, purpose, object, outcome: 'done', detail });
    } catch (err) {
      request.log.error({ err }, 'a reading could not be written into the audit');
      throw new ProblemError(
        503,
        'this is shown only when that can be written into the audit, which fails now',
      );
    }
  }

  return {
    async read(request, object, fields) {
      const shown = fields.filter((field) => watched.includes(field));
      if (shown.length === 0) return;
      const { id, session, purpose } = readerOf(request).subject;
      const key = JSON.stringify([session ?? id, purpose, object, shown]);
      const nowMs = clock();
      if (nowMs - (latest.get(key) ?? Number.NEGATIVE_INFINITY) < standsMs) return;
      await record(request, 'fields.read', object, { fields: shown });
      latest.delete(key);
      latest.set(key, nowMs);
      const [oldest] = latest.keys();
      if (latest.size > mostRemembered && oldest !== undefined) latest.delete(oldest);
    },
    exported: (request, object, detail) => record(request, 'data.exported', object, detail),
  };
}
