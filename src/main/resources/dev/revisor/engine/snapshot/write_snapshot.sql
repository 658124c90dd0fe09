-- The newest run is the one that left this schema: whoever writes holds the run lock.
INSERT INTO revisor.snapshot (version_table, run_id, format, server_major, schemas, ignored, fingerprint, catalog, taken_at)
VALUES (:versionTable, (SELECT id FROM revisor.run WHERE version_table = :versionTable ORDER BY sequence DESC LIMIT 1),
        :format, :major, :schemas, :ignored, :fingerprint, to_jsonb(:catalog::text), clock_timestamp())
ON CONFLICT (version_table) DO UPDATE
   SET run_id = excluded.run_id, format = excluded.format, server_major = excluded.server_major,
       schemas = excluded.schemas, ignored = excluded.ignored, fingerprint = excluded.fingerprint,
       catalog = excluded.catalog, taken_at = excluded.taken_at
