-- Whether there is any table or view that is neither the system's, nor Revisor's, nor an extension's.
SELECT EXISTS (
  SELECT FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
     AND c.relpersistence <> 't'
     AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'revisor')
     AND n.nspname !~ '^pg_(toast|temp)'
     AND (n.nspname, c.relname) <> (:schema, :table)
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
