-- Range types. The multirange type came with 14.
SELECT t.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(t.typname) AS _name, '' AS _detail,
       concat_ws(E',\n    ',
         'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
         CASE WHEN NOT o.opcdefault THEN 'SUBTYPE_OPCLASS = ' || quote_ident(s.nspname) || '.' || quote_ident(o.opcname) END,
         CASE WHEN r.rngcollation <> b.typcollation THEN 'COLLATION = ' || r.rngcollation::regcollation::text END,
         CASE WHEN r.rngcanonical <> 0 THEN 'CANONICAL = ' || r.rngcanonical::regproc::text END,
         CASE WHEN r.rngsubdiff <> 0 THEN 'SUBTYPE_DIFF = ' || r.rngsubdiff::regproc::text END,
         'MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL)) AS "definition",
       quote_ident(pg_get_userbyid(t.typowner)) AS "owner",
       CASE WHEN t.typacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(t.typacl, t.typowner), ''), 'USAGE TO PUBLIC') END AS "privileges",
       CASE WHEN t.typacl IS NOT NULL THEN OWNER_LACKS('T', t.typacl, t.typowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_range r ON r.rngtypid = t.oid
  JOIN pg_type b ON b.oid = r.rngsubtype
  JOIN pg_opclass o ON o.oid = r.rngsubopc
  JOIN pg_namespace s ON s.oid = o.opcnamespace
  LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass
 WHERE t.typtype = 'r' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
