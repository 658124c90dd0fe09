-- What the role lacks to run revisions, as texts; none where it may do everything. Catalogs only.
WITH needed(name, privilege) AS
  (VALUES ('progress', 'SELECT'), ('progress', 'INSERT'), ('progress', 'UPDATE'), ('progress', 'DELETE'),
          ('revision', 'SELECT'), ('revision', 'INSERT'), ('revision', 'UPDATE'), ('revision', 'DELETE'),
          ('run', 'SELECT'), ('run', 'INSERT'), ('run', 'UPDATE'),
          ('step', 'SELECT'), ('step', 'INSERT')),
needed_on(relation, privilege) AS
  (SELECT c.oid, needed.privilege
     FROM needed
     JOIN pg_class c ON c.relname = needed.name AND c.relnamespace = to_regnamespace('revisor')
   UNION
   SELECT c.oid, privilege
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
    WHERE n.nspname = :schema AND c.relname = :table AND c.relkind IN ('r', 'p'))
SELECT format('CREATE on the database %I, to make the schema revisor', current_database())
 WHERE to_regnamespace('revisor') IS NULL
   AND NOT has_database_privilege(current_database(), 'CREATE')
UNION ALL
SELECT format('%s on the table %I.%I', string_agg(o.privilege, ', ' ORDER BY o.privilege), n.nspname, c.relname)
  FROM needed_on o
  JOIN pg_class c ON c.oid = o.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE NOT has_table_privilege(o.relation, o.privilege)
 GROUP BY n.nspname, c.relname
 ORDER BY 1
