-- Rewrite rules, but those that views are made of.
SELECT r.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, quote_ident(r.rulename) AS _detail,
       rtrim(pg_get_ruledef(r.oid), ';') AS "definition",
       CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END AS "enabled",
       CASE WHEN c.relkind = 'v' THEN 'true' END AS "ofView",
       quote_literal(d.description) AS "comment"
  FROM pg_rewrite r
  JOIN pg_class c ON c.oid = r.ev_class
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_description d ON d.objoid = r.oid AND d.classoid = 'pg_rewrite'::regclass
 WHERE r.rulename <> '_RETURN' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
