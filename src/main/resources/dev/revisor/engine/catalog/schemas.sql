-- Schemas in reach.
SELECT n.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(n.nspname) AS _name, '' AS _detail,
       quote_ident(pg_get_userbyid(n.nspowner)) AS "owner",
       CASE WHEN n.nspacl IS NOT NULL THEN nullif(PRIVILEGES(n.nspacl, n.nspowner), '') END AS "privileges",
       CASE WHEN n.nspacl IS NOT NULL THEN OWNER_LACKS('n', n.nspacl, n.nspowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_namespace n
  LEFT JOIN pg_description d ON d.objoid = n.oid AND d.classoid = 'pg_namespace'::regclass
 WHERE n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
