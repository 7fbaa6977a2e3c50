import type { PoolClient } from 'pg';
import type { AuditEntry } from '../model/access.ts';
import { numbers, texts } from './columns.ts';

/** PostgreSQL has no such character in its texts; in JSON as it is written it may stand. */
const storable = (text: string | null): string | null => text?.replaceAll('\0', '\ufffd') ?? null;

/** The copy of the audit; what is there already stays. */
export async function insertAudit(client: PoolClient, entries: readonly AuditEntry[]): Promise<void> {
  await client.query(
    `INSERT INTO havenwacht.audit (seq, hash, at, action, actor, organisation, object, outcome, entry)
     SELECT seq, hash, at, action, actor, organisation, object, outcome, entry
       FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::json[])
            AS t (seq, hash, at, action, actor, organisation, object, outcome, entry)
     ON CONFLICT DO NOTHING`,
    [
      numbers(entries, (e) => e.seq),
      texts(entries, (e) => e.hash),
      texts(entries, (e) => e.at),
      texts(entries, (e) => storable(e.action)),
      texts(entries, (e) => storable(e.actor?.name ?? null)),
      texts(entries, (e) => storable(e.actor?.organisation ?? null)),
      texts(entries, (e) => storable(e.object)),
      texts(entries, (e) => e.outcome),
      texts(entries, (e) => JSON.stringify(e)),
    ],
  );
}
