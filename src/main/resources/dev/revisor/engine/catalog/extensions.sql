-- Extensions: of the whole database. plpgsql is in every database from the start.
SELECT e.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(e.extname) AS _name, '' AS _detail,
       quote_ident(n.nspname) AS "schema",
       CASE WHEN e.extrelocatable THEN 'true' END AS "relocatable"
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
 WHERE e.extname <> 'plpgsql'
