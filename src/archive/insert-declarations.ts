import type { PoolClient } from 'pg';
import type { Declaration } from '../model/cargo.ts';
import { numbers, texts } from './columns.ts';

/** New declarations, and the withdrawal of known ones; of a declaration nothing else ever changes. */
export async function upsertDeclarations(client: PoolClient, rows: readonly Declaration[]): Promise<void> {
  await client.query(
    `INSERT INTO havenwacht.declarations
            (id, mmsi, declared_at, declared_by, valid_from, valid_to, cones, b_flag, un_numbers, imdg_classes,
             tonnes, persons_on_board, reference, withdrawn_at, withdrawn_by, declaration)
     SELECT DISTINCT ON (id)
            id, mmsi, to_timestamp(declared_ms / 1000), d->>'declaredBy',
            to_timestamp((d->>'validFromMs')::float8 / 1000), to_timestamp((d->>'validToMs')::float8 / 1000),
            (d->>'cones')::smallint, (d->>'bFlag')::boolean,
            ARRAY(SELECT jsonb_array_elements_text(d->'unNumbers')::integer),
            ARRAY(SELECT jsonb_array_elements_text(d->'imdgClasses')),
            (d->>'tonnes')::float8, (d->>'personsOnBoard')::integer, d->>'reference',
            to_timestamp(withdrawn_ms / 1000), d->>'withdrawnBy', d
       FROM unnest($1::text[], $2::int[], $3::float8[], $4::float8[], $5::jsonb[])
            AS t (id, mmsi, declared_ms, withdrawn_ms, d)
      ORDER BY id, withdrawn_ms NULLS LAST
     ON CONFLICT (id) DO UPDATE SET
            withdrawn_at = excluded.withdrawn_at, withdrawn_by = excluded.withdrawn_by,
            declaration = excluded.declaration
      WHERE declarations.withdrawn_at IS NULL AND excluded.withdrawn_at IS NOT NULL`,
    [
      texts(rows, (d) => d.id),
      numbers(rows, (d) => d.mmsi),
      numbers(rows, (d) => d.declaredAtMs),
      numbers(rows, (d) => d.withdrawnAtMs),
      texts(rows, (d) => JSON.stringify(d)),
    ],
  );
}
