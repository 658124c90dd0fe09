-- A text that changes with every change of the schema: over the rows of the catalogs that schemas are read from, each with
-- the transaction that wrote it. Statistics are written in place, so they change nothing here; what is rewritten and says
-- the same as before (REINDEX, TRUNCATE, VACUUM FULL) does.
SELECT version() || ' ' || pg_postmaster_start_time() || ' ' || md5(string_agg(concat_ws(' ', t.name, t.rows, t.hash), ',' ORDER BY t.name))
  FROM (
  SELECT 'pg_roles' AS name, count(*) AS rows, sum(hashtextextended(rolname, oid::int8)) AS hash
    FROM pg_roles
  UNION ALL
  SELECT 'pg_namespace', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_namespace
   WHERE nspname !~ '^pg_(toast_)?temp_'
  UNION ALL
  SELECT 'pg_class', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_class
  UNION ALL
  SELECT 'pg_attribute', count(*), sum(hashint8extended(attrelid::oid::int8 << 32 | xmin::text::int8, attnum::int8))
    FROM pg_attribute
  UNION ALL
  SELECT 'pg_attrdef', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_attrdef
  UNION ALL
  SELECT 'pg_constraint', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_constraint
  UNION ALL
  SELECT 'pg_index', count(*), sum(hashint8extended(indexrelid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_index
  UNION ALL
  SELECT 'pg_inherits', count(*), sum(hashint8extended(inhrelid::oid::int8 << 32 | xmin::text::int8, inhparent::int8))
    FROM pg_inherits
  UNION ALL
  SELECT 'pg_partitioned_table', count(*), sum(hashint8extended(partrelid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_partitioned_table
  UNION ALL
  SELECT 'pg_foreign_table', count(*), sum(hashint8extended(ftrelid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_foreign_table
  UNION ALL
  SELECT 'pg_sequence', count(*), sum(hashint8extended(seqrelid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_sequence
  UNION ALL
  SELECT 'pg_type', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_type
  UNION ALL
  SELECT 'pg_enum', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_enum
  UNION ALL
  SELECT 'pg_range', count(*), sum(hashint8extended(rngtypid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_range
  UNION ALL
  SELECT 'pg_collation', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_collation
  UNION ALL
  SELECT 'pg_proc', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_proc
  UNION ALL
  SELECT 'pg_aggregate', count(*), sum(hashint8extended(aggfnoid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_aggregate
  UNION ALL
  SELECT 'pg_operator', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_operator
  UNION ALL
  SELECT 'pg_cast', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_cast
  UNION ALL
  SELECT 'pg_rewrite', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_rewrite
  UNION ALL
  SELECT 'pg_trigger', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_trigger
  UNION ALL
  SELECT 'pg_policy', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_policy
  UNION ALL
  SELECT 'pg_statistic_ext', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_statistic_ext
  UNION ALL
  SELECT 'pg_extension', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_extension
  UNION ALL
  SELECT 'pg_event_trigger', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_event_trigger
  UNION ALL
  SELECT 'pg_publication', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_publication
  UNION ALL
  SELECT 'pg_publication_rel', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_publication_rel
  UNION ALL
  SELECT 'pg_default_acl', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_default_acl
  UNION ALL
  SELECT 'pg_foreign_data_wrapper', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_foreign_data_wrapper
  UNION ALL
  SELECT 'pg_foreign_server', count(*), sum(hashint8extended(oid::oid::int8 << 32 | xmin::text::int8, 0))
    FROM pg_foreign_server
  UNION ALL
  SELECT 'pg_description', count(*), sum(hashint8extended(objoid::oid::int8 << 32 | xmin::text::int8, objsubid::int8))
    FROM pg_description
  UNION ALL
  SELECT 'pg_depend', count(*), sum(hashint8extended(objid::oid::int8 << 32 | xmin::text::int8, refobjid::int8))
    FROM pg_depend) t
