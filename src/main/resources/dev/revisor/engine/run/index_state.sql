-- Whether an index of a table is valid, and its name for a statement.
SELECT i.indisvalid, format('%I.%I', n.nspname, c.relname)
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE i.indrelid = to_regclass(:table) AND c.relname = :index
