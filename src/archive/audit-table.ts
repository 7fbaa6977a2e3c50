import type { Migration } from './migration.ts';

/**
 * A copy of the audit: what was inserted stays. `entry` is json and not jsonb, so that it says what was hashed. Where the server's role is not a
 * superuser it takes the rights to change rows from itself; the trigger holds for everybody.
 */
export const auditTable: Migration = () => [
  `CREATE TABLE havenwacht.audit (
     seq bigint NOT NULL,
     hash text NOT NULL,
     at timestamptz NOT NULL,
     action text NOT NULL,
     actor text,
     organisation text,
     object text,
     outcome text NOT NULL,
     entry json NOT NULL,
     PRIMARY KEY (seq, hash)
   )`,
  'CREATE INDEX audit_at ON havenwacht.audit (at)',
  `CREATE FUNCTION havenwacht.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON havenwacht.audit
     FOR EACH STATEMENT EXECUTE FUNCTION havenwacht.audit_stays()`,
  'REVOKE UPDATE, DELETE, TRUNCATE ON havenwacht.audit FROM PUBLIC, CURRENT_USER',
];
