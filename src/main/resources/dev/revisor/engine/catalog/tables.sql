-- Tables: ordinary, partitioned, partitions, foreign. Statements as pg_get_partkeydef and friends deparse them.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, '' AS _detail,
       CASE c.relpersistence WHEN 'u' THEN 'true' END AS "unlogged",
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionBy",
       CASE WHEN c.relispartition THEN p.parents END AS "partitionOf",
       pg_get_expr(c.relpartbound, c.oid) AS "bound",
       CASE WHEN NOT c.relispartition THEN p.parents END AS "inherits",
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "ofType",
       nullif(concat_ws(', ', (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o),
              (SELECT string_agg('toast.' || o, ', ' ORDER BY o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid)), '') AS "options",
       CASE WHEN a.amname <> 'heap' THEN quote_ident(a.amname) END AS "accessMethod",
       CASE WHEN c.relrowsecurity THEN 'true' END AS "rowSecurity",
       CASE WHEN c.relforcerowsecurity THEN 'true' END AS "forceRowSecurity",
       CASE WHEN c.relkind = 'f' THEN NULL WHEN c.relreplident = 'n' THEN 'NOTHING' WHEN c.relreplident = 'f' THEN 'FULL'
            WHEN c.relreplident = 'i' THEN 'USING INDEX ' || (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
                                              WHERE i.indrelid = c.oid AND i.indisreplident) END AS "replicaIdentity",
       (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
         WHERE i.indrelid = c.oid AND i.indisclustered) AS "clusterOn",
       (SELECT quote_ident(s.srvname) FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
         WHERE f.ftrelid = c.oid) AS "server",
       (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ' ORDER BY o.option_name)
          FROM pg_foreign_table f, pg_options_to_table(f.ftoptions) o WHERE f.ftrelid = c.oid) AS "serverOptions",
       quote_ident(pg_get_userbyid(c.relowner)) AS "owner",
       CASE WHEN c.relacl IS NOT NULL THEN nullif(PRIVILEGES(c.relacl, c.relowner), '') END AS "privileges",
       CASE WHEN c.relacl IS NOT NULL THEN OWNER_LACKS('r', c.relacl, c.relowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_am a ON a.oid = c.relam
  LEFT JOIN (SELECT i.inhrelid,
                    string_agg(quote_ident(pn.nspname) || '.' || quote_ident(pc.relname), ', ' ORDER BY i.inhseqno) AS parents
               FROM pg_inherits i
               JOIN pg_class pc ON pc.oid = i.inhparent AND pc.relkind IN ('r', 'p', 'f')
               JOIN pg_namespace pn ON pn.oid = pc.relnamespace
              GROUP BY i.inhrelid) p ON p.inhrelid = c.oid
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
 WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND n.oid = ANY (:schemas)
   AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
