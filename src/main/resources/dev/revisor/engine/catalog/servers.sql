-- Foreign servers.
SELECT s.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(s.srvname) AS _name, '' AS _detail,
       quote_ident(w.fdwname) AS "wrapper",
       quote_literal(s.srvtype) AS "type",
       quote_literal(s.srvversion) AS "version",
       (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ' ORDER BY o.option_name)
          FROM pg_options_to_table(s.srvoptions) o) AS "serverOptions",
       quote_ident(pg_get_userbyid(s.srvowner)) AS "owner",
       CASE WHEN s.srvacl IS NOT NULL THEN nullif(PRIVILEGES(s.srvacl, s.srvowner), '') END AS "privileges",
       CASE WHEN s.srvacl IS NOT NULL THEN OWNER_LACKS('S', s.srvacl, s.srvowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_foreign_server s
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  LEFT JOIN pg_description d ON d.objoid = s.oid AND d.classoid = 'pg_foreign_server'::regclass
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = s.oid AND e.deptype = 'e')
