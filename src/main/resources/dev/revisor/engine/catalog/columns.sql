-- Columns of tables, with their identity; of its sequence that it is logged and the table is not, or the other way round (since 15). SET STORAGE DEFAULT is there since 16: before, the type's own storage is told. Options that begin with pg_ are what the server notes for itself (pg_attver, minor releases of November 2026). Of views only what was said about them: comments and privileges; of materialized ones also how they are stored.
SELECT c.oid AS _oid, a.attnum AS _sub, a.attnum AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, quote_ident(a.attname) AS _detail,
       CASE WHEN c.relkind IN ('v', 'm') THEN 'true' END AS "ofView",
       CASE WHEN c.relkind NOT IN ('v', 'm') THEN format_type(a.atttypid, a.atttypmod) END AS "type",
       CASE WHEN a.attcollation <> t.typcollation AND c.relkind NOT IN ('v', 'm') THEN a.attcollation::regcollation::text END AS "collation",
       CASE WHEN a.attnotnull THEN 'true' END AS "notNull",
       CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS "identity",
       CASE WHEN a.attidentity <> '' THEN
         (SELECT format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s %s%s',
                        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
                        CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END,
                        CASE WHEN q.relpersistence <> c.relpersistence AND current_setting('server_version_num')::int >= 150000
                             THEN CASE q.relpersistence WHEN 'u' THEN ' UNLOGGED' ELSE ' LOGGED' END END)
            FROM pg_depend o JOIN pg_sequence s ON s.seqrelid = o.objid JOIN pg_class q ON q.oid = s.seqrelid
           WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
             AND o.refobjsubid = a.attnum AND o.deptype = 'i') END AS "identityOptions",
       CASE WHEN a.attstorage <> t.typstorage AND c.relkind IN ('r', 'p', 'm', 'f') THEN
         CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' END END AS "storage",
       CASE WHEN a.attstorage <> t.typstorage AND c.relkind IN ('r', 'p', 'm', 'f') AND current_setting('server_version_num')::int < 160000 THEN
         CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS "storageByDefault",
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS "compression",
       CASE WHEN coalesce(a.attstattarget, -1) <> -1 THEN a.attstattarget::text END AS "statistics",
       CASE WHEN a.attoptions IS NOT NULL THEN
         (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) o WHERE o !~ '^pg_') END AS "options",
       CASE WHEN a.attfdwoptions IS NOT NULL THEN
         (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ' ORDER BY o.option_name)
            FROM pg_options_to_table(a.attfdwoptions) o) END AS "serverOptions",
       CASE WHEN a.attinhcount > 0 THEN 'true' END AS "inherited",
       CASE WHEN a.attacl IS NOT NULL THEN nullif(PRIVILEGES(a.attacl, c.relowner), '') END AS "privileges",
       quote_literal(d.description) AS "comment"
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relpersistence <> 't' AND n.oid = ANY (:schemas)
   AND (c.relkind IN ('r', 'p', 'f')
        OR c.relkind IN ('v', 'm') AND (a.attacl IS NOT NULL OR d.description IS NOT NULL)
        OR c.relkind = 'm' AND (coalesce(a.attstattarget, -1) <> -1 OR a.attoptions IS NOT NULL
                                OR a.attstorage <> t.typstorage OR a.attcompression <> ''))
   AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
