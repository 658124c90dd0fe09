-- Materialized views.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, '' AS _detail,
       rtrim(pg_get_viewdef(c.oid), E' ;\n') AS "definition",
       (SELECT string_agg(quote_ident(t.attname), ', ' ORDER BY t.attnum)
          FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attnum > 0) AS "columns",
       (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o) AS "options",
       CASE WHEN a.amname <> 'heap' THEN quote_ident(a.amname) END AS "accessMethod",
       (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
         WHERE i.indrelid = c.oid AND i.indisclustered) AS "clusterOn",
       quote_ident(pg_get_userbyid(c.relowner)) AS "owner",
       CASE WHEN c.relacl IS NOT NULL THEN nullif(PRIVILEGES(c.relacl, c.relowner), '') END AS "privileges",
       CASE WHEN c.relacl IS NOT NULL THEN OWNER_LACKS('r', c.relacl, c.relowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_am a ON a.oid = c.relam
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
 WHERE c.relkind = 'm' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
