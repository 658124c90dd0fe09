-- Extended statistics.
SELECT s.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(s.stxname) AS _name, '' AS _detail,
       pg_get_statisticsobjdef(s.oid) AS "definition",
       CASE WHEN coalesce(s.stxstattarget, -1) <> -1 THEN s.stxstattarget::text END AS "target",
       quote_ident(pg_get_userbyid(s.stxowner)) AS "owner",
       quote_literal(d.description) AS "comment"
  FROM pg_statistic_ext s
  JOIN pg_namespace n ON n.oid = s.stxnamespace
  LEFT JOIN pg_description d ON d.objoid = s.oid AND d.classoid = 'pg_statistic_ext'::regclass
 WHERE n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_statistic_ext'::regclass AND e.objid = s.oid AND e.deptype = 'e')
