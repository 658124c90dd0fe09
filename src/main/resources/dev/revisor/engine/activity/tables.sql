-- PostgreSQL 14 to 18. Estimates: reltuples is -1 before the first ANALYZE.
SELECT n.nspname,
       c.relname,
       greatest(c.reltuples, coalesce(s.n_live_tup, 0), 0)::bigint,
       pg_total_relation_size(c.oid),
       coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p', 'm')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'revisor')
  AND n.nspname NOT LIKE 'pg_temp_%'
ORDER BY 1, 2
