-- Enum types; labels as literals, one a line, in their order.
SELECT t.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(t.typname) AS _name, '' AS _detail,
       (SELECT string_agg(quote_literal(l.enumlabel), E'\n' ORDER BY l.enumsortorder)
          FROM pg_enum l WHERE l.enumtypid = t.oid) AS "labels",
       quote_ident(pg_get_userbyid(t.typowner)) AS "owner",
       CASE WHEN t.typacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(t.typacl, t.typowner), ''), 'USAGE TO PUBLIC') END AS "privileges",
       CASE WHEN t.typacl IS NOT NULL THEN OWNER_LACKS('T', t.typacl, t.typowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass
 WHERE t.typtype = 'e' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
