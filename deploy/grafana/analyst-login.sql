-- The login that Grafana reads the archive with; psql puts the password in. May be run again.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'havenwacht_analyst') THEN
    CREATE ROLE havenwacht_analyst NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'grafana') THEN
    CREATE ROLE grafana LOGIN;
  END IF;
END $$;
ALTER ROLE grafana LOGIN PASSWORD :'password' CONNECTION LIMIT 8;
-- one dashboard must not hold the database up
ALTER ROLE grafana SET statement_timeout = '30s';
GRANT havenwacht_analyst TO grafana;
