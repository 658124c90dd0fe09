-- Sequences, but those of identity columns.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.relname) AS _name, '' AS _detail,
       format_type(s.seqtypid, NULL) AS "type",
       format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s %s',
              s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
              CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END) AS "options",
       CASE WHEN c.relpersistence = 'u' THEN 'true' END AS "unlogged",
       (SELECT quote_ident(tn.nspname) || '.' || quote_ident(tc.relname) || '.' || quote_ident(a.attname)
          FROM pg_depend o
          JOIN pg_class tc ON tc.oid = o.refobjid
          JOIN pg_namespace tn ON tn.oid = tc.relnamespace
          JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
         WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass
           AND o.refobjsubid > 0 AND o.deptype = 'a') AS "ownedBy",
       quote_ident(pg_get_userbyid(c.relowner)) AS "owner",
       CASE WHEN c.relacl IS NOT NULL THEN nullif(PRIVILEGES(c.relacl, c.relowner), '') END AS "privileges",
       CASE WHEN c.relacl IS NOT NULL THEN OWNER_LACKS('s', c.relacl, c.relowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_sequence s ON s.seqrelid = c.oid
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
 WHERE n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i'))
