-- Tables in publications; column lists and row filters since 15.
SELECT r.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(p.pubname) AS _schema, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS _name, '' AS _detail,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a  -- 15+
         WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs)) AS "columns",  -- 15+
       pg_get_expr(r.prqual, r.prrelid) AS "where",  -- 15+
       'TABLE' AS "type"
  FROM pg_publication_rel r
  JOIN pg_publication p ON p.oid = r.prpubid
  JOIN pg_class c ON c.oid = r.prrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.oid = ANY (:schemas)
UNION ALL  -- 15+
SELECT r.oid, 0, 0, quote_ident(p.pubname), quote_ident(n.nspname), '', NULL, NULL, 'TABLES IN SCHEMA'  -- 15+
  FROM pg_publication_namespace r  -- 15+
  JOIN pg_publication p ON p.oid = r.pnpubid  -- 15+
  JOIN pg_namespace n ON n.oid = r.pnnspid  -- 15+
 WHERE n.oid = ANY (:schemas)  -- 15+
