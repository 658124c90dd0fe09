-- Composite types made by CREATE TYPE; attributes one a line: name, type, collation. Their comments likewise, each literal in one line.
SELECT t.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(t.typname) AS _name, '' AS _detail,
       (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                          || CASE WHEN a.attcollation <> b.typcollation
                                  THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END,
                          E'\n' ORDER BY a.attnum)
          FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
         WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS "attributes",
       (SELECT string_agg(quote_ident(a.attname) || ' '
                          || CASE WHEN strpos(x.description, E'\n') > 0 AND strpos(x.description, E'\\') = 0 THEN 'E' ELSE '' END
                          || replace(quote_literal(x.description), E'\n', '\n'),
                          E'\n' ORDER BY a.attnum)
          FROM pg_attribute a
          JOIN pg_description x ON x.objoid = a.attrelid AND x.classoid = 'pg_class'::regclass AND x.objsubid = a.attnum
         WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS "attributeComments",
       quote_ident(pg_get_userbyid(t.typowner)) AS "owner",
       CASE WHEN t.typacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(t.typacl, t.typowner), ''), 'USAGE TO PUBLIC') END AS "privileges",
       CASE WHEN t.typacl IS NOT NULL THEN OWNER_LACKS('T', t.typacl, t.typowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass
 WHERE t.typtype = 'c' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
