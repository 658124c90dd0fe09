-- Indexes that belong to no constraint and to no partitioned index. The definition leaves the name out. One that all
-- partitions have is made on all of them; ON ONLY the partitioned table is one that some lack, whose parts count as the own
-- indexes of the others.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, '' AS _detail,
       quote_ident(tn.nspname) || '.' || quote_ident(t.relname) AS "table",
       CASE WHEN i.indisunique THEN 'true' END AS "unique",
       CASE WHEN t.relkind = 'p' THEN 'true' END AS "partitioned",
       CASE WHEN t.relkind = 'm' THEN 'true' END AS "ofView",
       regexp_replace(substr(pg_get_indexdef(c.oid), CASE WHEN i.indisunique THEN 22 ELSE 15 END + length(quote_ident(c.relname))),
                      '^ON ONLY ', CASE WHEN i.indisvalid THEN 'ON ' ELSE 'ON ONLY ' END) AS "definition",
       array_to_string(c.reloptions, ', ') AS "options",
       CASE WHEN i.indexprs IS NOT NULL THEN
         (SELECT string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND coalesce(a.attstattarget, -1) <> -1) END AS "statistics",
       CASE WHEN NOT i.indisvalid AND t.relkind <> 'p' THEN 'true' END AS "invalid",
       quote_literal(d.description) AS "comment"
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm')
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
 WHERE (NOT c.relispartition
        OR c.oid IN (SELECT h.inhrelid FROM pg_inherits h JOIN pg_index w ON w.indexrelid = h.inhparent AND NOT w.indisvalid))
   AND c.relpersistence <> 't' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = c.oid AND o.contype IN ('p', 'u', 'x'))
   AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
   AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
