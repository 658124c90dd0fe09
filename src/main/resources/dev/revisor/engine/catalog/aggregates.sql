-- Aggregates; the definition is what stands between the parentheses of CREATE AGGREGATE.
SELECT p.oid AS _oid, 0 AS _sub, 0 AS _position,
       quote_ident(n.nspname) AS _schema, quote_ident(p.proname) AS _name,
       CASE WHEN pg_get_function_identity_arguments(p.oid) = '' THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END AS _detail,
       concat_ws(E',\n    ',
         'SFUNC = ' || a.aggtransfn::regproc::text,
         'STYPE = ' || format_type(a.aggtranstype, NULL),
         'SSPACE = ' || nullif(a.aggtransspace, 0),
         'FINALFUNC = ' || nullif(a.aggfinalfn::regproc::text, '-'),
         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
         CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r'::"char" ELSE 'w'::"char" END
              THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
         'COMBINEFUNC = ' || nullif(a.aggcombinefn::regproc::text, '-'),
         'SERIALFUNC = ' || nullif(a.aggserialfn::regproc::text, '-'),
         'DESERIALFUNC = ' || nullif(a.aggdeserialfn::regproc::text, '-'),
         'INITCOND = ' || quote_literal(a.agginitval),
         'MSFUNC = ' || nullif(a.aggmtransfn::regproc::text, '-'),
         'MINVFUNC = ' || nullif(a.aggminvtransfn::regproc::text, '-'),
         'MSTYPE = ' || CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
         'MSSPACE = ' || nullif(a.aggmtransspace, 0),
         'MFINALFUNC = ' || nullif(a.aggmfinalfn::regproc::text, '-'),
         CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
         'MINITCOND = ' || quote_literal(a.aggminitval),
         CASE WHEN a.aggsortop <> 0 THEN
           (SELECT 'SORTOP = OPERATOR(' || quote_ident(sn.nspname) || '.' || s.oprname || ')'
              FROM pg_operator s JOIN pg_namespace sn ON sn.oid = s.oprnamespace WHERE s.oid = a.aggsortop) END,
         CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
         CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END) AS "definition",
       oidvectortypes(p.proargtypes) AS "argumentTypes",
       quote_ident(pg_get_userbyid(p.proowner)) AS "owner",
       CASE WHEN p.proacl IS NOT NULL THEN nullif(coalesce(PRIVILEGES(p.proacl, p.proowner), ''), 'EXECUTE TO PUBLIC') END AS "privileges",
       CASE WHEN p.proacl IS NOT NULL THEN OWNER_LACKS('f', p.proacl, p.proowner) END AS "ownerLacks",
       quote_literal(d.description) AS "comment"
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_aggregate a ON a.aggfnoid = p.oid
  LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_proc'::regclass
 WHERE n.oid = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
