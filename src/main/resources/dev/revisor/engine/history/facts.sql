-- Which database this is, which of Revisor's tables are there, what the role may read, and who holds
-- the run lock. Catalogs only, so that nothing has to exist. PostgreSQL 14 and newer.
SELECT d.datname,
       d.oid::bigint,
       current_setting('server_version'),
       current_setting('server_version_num')::integer,
       pg_is_in_recovery(),
       (extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint,
       current_user,
       :systemIdentifier,
       (SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = :schema AND c.relname = :table AND c.relkind IN ('r', 'p')),
       (SELECT bool_and(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'revisor' AND c.relname IN ('layout', 'progress', 'revision', 'run', 'snapshot', 'step')
        HAVING count(*) = 6),
       h.pid, h.usename, h.application_name, host(h.client_addr),
       (extract(epoch FROM h.backend_start) * 1000)::bigint,
       (SELECT EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attname = 'version_num' AND a.attnum > 0)
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = :schema AND c.relname = :table),
       (SELECT CASE c.relkind WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view'
                              WHEN 'f' THEN 'a foreign table' WHEN 'S' THEN 'a sequence'
                              WHEN 'c' THEN 'a composite type' ELSE 'an index' END
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = :schema AND c.relname = :table AND c.relkind NOT IN ('r', 'p'))
  FROM pg_database d
  LEFT JOIN LATERAL
       (SELECT a.pid, a.usename, a.application_name, a.client_addr, a.backend_start
          FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
         WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = d.oid
           AND l.classid::bigint = :classId AND l.objid::bigint = :objectId
         LIMIT 1) h ON true
 WHERE d.datname = current_database()
