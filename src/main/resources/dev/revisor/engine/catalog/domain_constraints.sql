-- Checks of domains. NOT NULL of a domain is a constraint since 17; it is read with the domain.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(t.typname) AS _name, quote_ident(c.conname) AS _detail,
       regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') AS "definition",
       CASE WHEN NOT c.convalidated THEN 'true' END AS "notValid",
       quote_literal(d.description) AS "comment"
  FROM pg_constraint c
  JOIN pg_type t ON t.oid = c.contypid
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_constraint'::regclass
 WHERE c.contype = 'c' AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
