-- Revisor's tables, layout 2. A layout only grows: a newer one adds tables and columns, and an older
-- Revisor goes on with those that it knows. Everything that is kept is kept by version table, since
-- a database can have several.
CREATE TABLE IF NOT EXISTS revisor.layout (
  number integer PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS revisor.run (
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id text PRIMARY KEY,
  version_table text NOT NULL,
  command text NOT NULL,
  requester text,
  image text,
  database_user text NOT NULL,
  from_revisions text[] NOT NULL,
  to_revisions text[] NOT NULL,
  target_revisions text[],
  plan_hash text,
  parameters text[] NOT NULL,
  outcome text,
  reason text,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  steps jsonb,
  error jsonb
);
CREATE INDEX IF NOT EXISTS run_version_table ON revisor.run (version_table, sequence);
CREATE TABLE IF NOT EXISTS revisor.step (
  run_id text NOT NULL REFERENCES revisor.run,
  ordinal integer NOT NULL,
  revision varchar(64) NOT NULL,
  direction text NOT NULL,
  checksum text,
  finished_at timestamptz NOT NULL,
  duration_ms bigint NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);
CREATE TABLE IF NOT EXISTS revisor.revision (
  version_table text NOT NULL,
  id varchar(64) NOT NULL,
  parents text[] NOT NULL,
  depends_on text[] NOT NULL,
  labels text[] NOT NULL,
  message text NOT NULL,
  checksum text NOT NULL,
  downgrade text,
  downgrade_transaction text,
  irreversible text,
  applied_at timestamptz NOT NULL,
  applied_by text NOT NULL,
  duration_ms bigint NOT NULL,
  run_id text NOT NULL,
  PRIMARY KEY (version_table, id)
);
CREATE TABLE IF NOT EXISTS revisor.progress (
  version_table text NOT NULL,
  revision varchar(64) NOT NULL,
  direction text NOT NULL,
  ordinal integer NOT NULL,
  run_id text NOT NULL,
  digest text NOT NULL,
  statement text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (version_table, revision, direction, ordinal)
);
CREATE TABLE IF NOT EXISTS revisor.snapshot (
  version_table text PRIMARY KEY,
  run_id text,
  format integer NOT NULL,
  server_major integer NOT NULL,
  schemas text[] NOT NULL,
  ignored text[] NOT NULL,
  fingerprint text NOT NULL,
  catalog jsonb NOT NULL,
  taken_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS revisor.claim (
  version_table text PRIMARY KEY,
  cluster text NOT NULL,
  namespace text NOT NULL,
  name text NOT NULL,
  uid text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE ALL ON ALL TABLES IN SCHEMA revisor FROM PUBLIC;
INSERT INTO revisor.layout (number) VALUES (1), (2) ON CONFLICT DO NOTHING;
