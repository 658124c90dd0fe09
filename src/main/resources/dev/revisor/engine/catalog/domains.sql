-- Domains, without their checks.
SELECT t.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(t.typname) AS _name, '' AS _detail,
       format_type(t.typbasetype, t.typtypmod) AS "type",
       CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS "collation",
       CASE WHEN t.typnotnull THEN 'true' END AS "notNull",
       coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)) AS "default",
       quote_ident(pg_get_userbyid(t.typowner)) AS "owner",
       CASE WHEN t.typacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(t.typacl, t.typowner), ''), 'USAGE TO PUBLIC') END AS "privileges",
       CASE WHEN t.typacl IS NOT NULL THEN OWNER_LACKS('T', t.typacl, t.typowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_type b ON b.oid = t.typbasetype
  LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass
 WHERE t.typtype = 'd' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
