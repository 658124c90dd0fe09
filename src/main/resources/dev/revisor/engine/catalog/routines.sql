-- Functions and procedures; the signature tells whether CREATE OR REPLACE can do it.
SELECT p.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(p.proname) AS _name,
       pg_get_function_identity_arguments(p.oid) AS _detail,
       CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS "type",
       rtrim(pg_get_functiondef(p.oid), E'\n') AS "definition",
       concat_ws(' ', oidvectortypes(p.proargtypes), p.proargnames::text, p.proargmodes::text, p.prokind::text,
                 pg_get_function_result(p.oid)) AS "signature",
       oidvectortypes(p.proargtypes) AS "argumentTypes",
       CASE WHEN p.pronargdefaults > 0 THEN p.pronargdefaults::text END AS "defaults",
       quote_ident(pg_get_userbyid(p.proowner)) AS "owner",
       CASE WHEN p.proacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(p.proacl, p.proowner), ''), 'EXECUTE TO PUBLIC') END AS "privileges",
       CASE WHEN p.proacl IS NOT NULL THEN OWNER_LACKS('f', p.proacl, p.proowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_proc'::regclass
 WHERE p.prokind IN ('f', 'p', 'w') AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
