-- A text that changes with every change of the schema: over the rows of the catalogs that schemas are read from, each with
-- the transaction that wrote it (:catalogs, see trace_catalog.sql). Statistics are written in place, so they change nothing
-- here; what is rewritten and says the same as before (REINDEX, TRUNCATE, VACUUM FULL) does. A session's own schema for
-- temporary tables comes and goes with it.
SELECT version() || ' ' || pg_postmaster_start_time() || ' ' || md5(string_agg(concat_ws(' ', t.name, t.rows, t.hash), ',' ORDER BY t.name))
  FROM (SELECT 'pg_roles' AS name, count(*) AS rows, sum(hashtextextended(rolname, oid::int8)) AS hash FROM pg_roles
        UNION ALL
        SELECT 'pg_namespace', count(*), sum(hashint8extended(oid::int8 << 32 | xmin::text::int8, 0))
          FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
        UNION ALL
        :catalogs) t
