-- Constraints of tables that are their own: not those that came from a parent. A key that partitions lack is "only" its
-- table's; one of a partition whose index is part of an index of a parent's is "partOf" that. A key that DISABLE TRIGGER ALL
-- keeps from being checked is "disabledOn" the tables that it was said of. NOT NULL (a constraint since 18) is read with the column.
SELECT o.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, quote_ident(o.conname) AS _detail,
       CASE o.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'c' THEN 'CHECK'
                      WHEN 'f' THEN 'FOREIGN KEY' WHEN 'x' THEN 'EXCLUDE' END AS "type",
       regexp_replace(pg_get_constraintdef(o.oid), ' NOT VALID$', '') AS "definition",
       CASE WHEN NOT o.convalidated AND coalesce(to_jsonb(o) ->> 'conenforced', 'true') = 'true' THEN 'true' END AS "notValid",
       CASE WHEN c.relkind = 'p' AND NOT x.indisvalid THEN 'true' END AS "only",
       CASE WHEN c.relispartition THEN
         (SELECT quote_ident(an.nspname) || '.' || quote_ident(a.relname)
            FROM pg_partition_ancestors(i.oid) WITH ORDINALITY p(oid, level) JOIN pg_class a ON a.oid = p.oid
            JOIN pg_namespace an ON an.oid = a.relnamespace
           WHERE p.level > 1 AND (NOT a.relispartition OR EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = a.oid AND k.contype IN ('p', 'u', 'x') AND k.conparentid = 0))
           ORDER BY p.level LIMIT 1) END AS "partOf",
       CASE WHEN o.contype IN ('p', 'u') THEN array_to_string(i.reloptions, ', ') END AS "options",
       CASE WHEN o.contype = 'f' THEN quote_ident(rn.nspname) || '.' || quote_ident(r.relname) END AS "references",
       g.tables AS "disabledOn",
       quote_literal(d.description) AS "comment",
       quote_literal(di.description) AS "indexComment"
  FROM pg_constraint o
  JOIN pg_class c ON c.oid = o.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class i ON i.oid = o.conindid AND o.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_index x ON x.indexrelid = i.oid
  LEFT JOIN pg_class r ON r.oid = o.confrelid AND o.contype = 'f'
  LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
  LEFT JOIN (SELECT t.tgconstraint, string_agg(DISTINCT t.tgrelid::regclass::text, ', ' ORDER BY t.tgrelid::regclass::text) AS tables
               FROM pg_trigger t WHERE t.tgisinternal AND t.tgenabled = 'D' GROUP BY t.tgconstraint) g ON g.tgconstraint = o.oid
  LEFT JOIN pg_description d ON d.objoid = o.oid AND d.classoid = 'pg_constraint'::regclass
  LEFT JOIN pg_description di ON di.objoid = i.oid AND di.classoid = 'pg_class'::regclass
 WHERE o.contype IN ('p', 'u', 'c', 'f', 'x') AND o.conparentid = 0 AND o.conislocal
   AND c.relpersistence <> 't' AND n.oid = ANY (:schemas)
   AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
