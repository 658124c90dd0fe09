-- Collations of users. The ICU locale's column was renamed twice: 15 (new), 17.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(c.collname) AS _name, '' AS _detail,
       concat_ws(', ',
         'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
         'locale = ' || quote_literal(coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale',
                                               CASE WHEN c.collcollate = c.collctype THEN c.collcollate END)),
         CASE WHEN coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale') IS NULL AND c.collcollate <> c.collctype
              THEN 'lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = ' || quote_literal(c.collctype) END,
         'rules = ' || quote_literal(to_jsonb(c) ->> 'collicurules'),
         CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END) AS "definition",
       quote_ident(pg_get_userbyid(c.collowner)) AS "owner",
       quote_literal(d.description) AS "comment"
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_collation'::regclass
 WHERE n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid AND e.deptype = 'e')
