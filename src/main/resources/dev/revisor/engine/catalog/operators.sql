-- Operators of users. A shell operator (no function yet) is none.
SELECT o.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, o.oprname AS _name,
       CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', ' || format_type(o.oprright, NULL) AS _detail,
       concat_ws(E',\n    ',
         'FUNCTION = ' || o.oprcode::regproc::text,
         'LEFTARG = ' || CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END,
         'RIGHTARG = ' || format_type(o.oprright, NULL),
         CASE WHEN o.oprcom <> 0 THEN (SELECT 'COMMUTATOR = OPERATOR(' || quote_ident(xn.nspname) || '.' || x.oprname || ')'
            FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprcom) END,
         CASE WHEN o.oprnegate <> 0 THEN (SELECT 'NEGATOR = OPERATOR(' || quote_ident(xn.nspname) || '.' || x.oprname || ')'
            FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprnegate) END,
         'RESTRICT = ' || nullif(o.oprrest::regproc::text, '-'),
         'JOIN = ' || nullif(o.oprjoin::regproc::text, '-'),
         CASE WHEN o.oprcanhash THEN 'HASHES' END,
         CASE WHEN o.oprcanmerge THEN 'MERGES' END) AS "definition",
       quote_ident(pg_get_userbyid(o.oprowner)) AS "owner",
       quote_literal(d.description) AS "comment"
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
  LEFT JOIN pg_description d ON d.objoid = o.oid AND d.classoid = 'pg_operator'::regclass
 WHERE o.oprcode <> 0 AND n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid AND e.deptype = 'e')
