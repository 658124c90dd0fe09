-- Foreign-data wrappers of users: those of extensions come with them.
SELECT w.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(w.fdwname) AS _name, '' AS _detail,
       nullif(w.fdwhandler::regproc::text, '-') AS "handler",
       nullif(w.fdwvalidator::regproc::text, '-') AS "validator",
       (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ' ORDER BY o.option_name)
          FROM pg_options_to_table(w.fdwoptions) o) AS "serverOptions",
       quote_ident(pg_get_userbyid(w.fdwowner)) AS "owner",
       CASE WHEN w.fdwacl IS NOT NULL THEN nullif(PRIVILEGES(w.fdwacl, w.fdwowner), '') END AS "privileges",
       CASE WHEN w.fdwacl IS NOT NULL THEN OWNER_LACKS('F', w.fdwacl, w.fdwowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_foreign_data_wrapper w
  LEFT JOIN pg_description d ON d.objoid = w.oid AND d.classoid = 'pg_foreign_data_wrapper'::regclass
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
