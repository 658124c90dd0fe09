-- The tables of a name, in a schema if one is given; whether the search path leads there.
SELECT n.nspname, c.relname, pg_table_is_visible(c.oid)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = :table
   AND c.relkind IN ('r', 'p')
   AND (:schema IS NULL OR n.nspname = :schema)
   AND n.nspname NOT LIKE 'pg\_%'
   AND n.nspname <> 'information_schema'
 ORDER BY n.nspname
