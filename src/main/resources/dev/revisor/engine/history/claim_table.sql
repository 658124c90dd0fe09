-- Of layout 2: to whom a version table belongs.
CREATE TABLE IF NOT EXISTS revisor.claim (
  version_table text PRIMARY KEY,
  cluster text NOT NULL,
  namespace text NOT NULL,
  name text NOT NULL,
  uid text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE ALL ON revisor.claim FROM PUBLIC;
INSERT INTO revisor.layout (number) VALUES (2) ON CONFLICT DO NOTHING;
