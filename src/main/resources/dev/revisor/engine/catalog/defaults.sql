-- Defaults and generation expressions of columns.
SELECT f.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, quote_ident(a.attname) AS _detail,
       pg_get_expr(f.adbin, f.adrelid) AS "expression",
       CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS "generated",
       CASE WHEN c.relkind = 'v' THEN 'true' END AS "ofView",
       CASE WHEN a.attinhcount > 0 THEN 'true' END AS "inherited"
  FROM pg_attrdef f
  JOIN pg_class c ON c.oid = f.adrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
 WHERE c.relpersistence <> 't' AND n.oid = ANY (:schemas)
   AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
