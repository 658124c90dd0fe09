-- Objects that stand for another: the row type and array type of a table or type, the index of a constraint, the rewrite rule of a view, the sequence of an identity column.
SELECT 'pg_type' AS class, t.oid AS oid, 0 AS sub, 'pg_class' AS ref_class, t.typrelid AS ref_oid, 0 AS ref_sub
  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c' WHERE t.oid >= 16384
UNION ALL
SELECT 'pg_class', t.typrelid, 0, 'pg_type', t.oid, 0
  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE t.oid >= 16384
UNION ALL
SELECT 'pg_type', t.typarray, 0,
       CASE WHEN c.relkind <> 'c' THEN 'pg_class' ELSE 'pg_type' END,
       CASE WHEN c.relkind <> 'c' THEN c.oid ELSE t.oid END, 0
  FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid WHERE t.typarray >= 16384
UNION ALL
SELECT 'pg_type', r.rngmultitypid, 0, 'pg_type', r.rngtypid, 0 FROM pg_range r WHERE r.rngmultitypid >= 16384
UNION ALL
SELECT 'pg_class', o.conindid, 0, 'pg_constraint', o.oid, 0
  FROM pg_constraint o WHERE o.contype IN ('p', 'u', 'x') AND o.conindid >= 16384
UNION ALL
SELECT 'pg_rewrite', r.oid, 0, 'pg_class', r.ev_class, 0 FROM pg_rewrite r WHERE r.rulename = '_RETURN' AND r.oid >= 16384
UNION ALL
SELECT 'pg_class', o.objid, 0, 'pg_class', o.refobjid, o.refobjsubid
  FROM pg_depend o WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'i' AND o.refobjsubid > 0
