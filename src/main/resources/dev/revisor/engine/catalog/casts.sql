-- Casts of users: of the whole database.
SELECT c.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, '(' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')' AS _name, '' AS _detail,
       CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
            ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure::text END
         || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END AS "definition",
       quote_literal(d.description) AS "comment"
  FROM pg_cast c
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_cast'::regclass
 WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i'))
