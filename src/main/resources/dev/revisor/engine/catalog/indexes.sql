-- Indexes that belong to no constraint and to no partitioned index. The definition leaves the name out. One that all
-- partitions have is made on all of them; ON ONLY the partitioned table is one that some lack, whose parts count as the own
-- indexes of the others. pg_get_indexdef takes as long as all the rest: of a plain B-tree of columns, with the operator classes
-- and collations that they have by default, its text is put together here.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, '' AS _detail,
       quote_ident(tn.nspname) || '.' || quote_ident(t.relname) AS "table",
       CASE WHEN i.indisunique THEN 'true' END AS "unique",
       CASE WHEN t.relkind = 'p' THEN 'true' END AS "partitioned",
       CASE WHEN t.relkind = 'm' THEN 'true' END AS "ofView",
       coalesce(CASE WHEN c.relkind = 'i' AND c.relam = 403 AND c.reloptions IS NULL AND i.indexprs IS NULL AND i.indpred IS NULL
                      AND NOT i.indnullsnotdistinct  -- 15+
                      AND i.indnatts = i.indnkeyatts THEN
                  'ON ' || quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || ' USING btree (' ||
                  (SELECT CASE WHEN bool_and(k.collated = a.attcollation AND (k.class, a.atttypid) IN
                                             (SELECT o.oid, y.oid FROM pg_opclass o
                                                JOIN pg_type y ON y.oid = o.opcintype OR y.oid = 1043 AND o.opcintype = 25
                                               WHERE o.oid < 16384 AND o.opcmethod = 403 AND o.opcdefault)) THEN
                            string_agg(quote_ident(a.attname) || CASE k.option WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
                                                                               WHEN 3 THEN ' DESC' ELSE '' END, ', ' ORDER BY k.place) END
                     FROM unnest(i.indkey, i.indclass, i.indcollation, i.indoption) WITH ORDINALITY AS k (key, class, collated, option, place)
                     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.key) || ')' END,
                regexp_replace(substr(pg_get_indexdef(c.oid), CASE WHEN i.indisunique THEN 22 ELSE 15 END + length(quote_ident(c.relname))),
                               '^ON ONLY ', CASE WHEN i.indisvalid THEN 'ON ' ELSE 'ON ONLY ' END)) AS "definition",
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
