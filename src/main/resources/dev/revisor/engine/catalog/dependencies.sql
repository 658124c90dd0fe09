-- What depends on what, among objects that users made; and which objects an extension brought. Left out is what the server
-- makes for an object and what stands for it anyway (stand_ins.sql): types of tables, toast tables, indexes of constraints,
-- triggers of foreign keys. What needs an index or key that a partition has as part of its table's needs that one.
WITH RECURSIVE part(class, oid, whole) AS (
  SELECT 'pg_class'::regclass, h.inhrelid, h.inhparent
    FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid
  UNION ALL
  SELECT 'pg_constraint'::regclass, o.oid, o.conparentid
    FROM pg_constraint o WHERE o.conparentid <> 0 AND o.contype IN ('p', 'u', 'x')
), ancestor AS (
  SELECT class, oid, whole FROM part
  UNION ALL
  SELECT a.class, a.oid, p.whole FROM ancestor a JOIN part p ON p.class = a.class AND p.oid = a.whole
)
SELECT d.classid::regclass::text, d.objid, d.objsubid, d.refclassid::regclass::text, d.refobjid, d.refobjsubid, d.deptype
  FROM (SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_depend
        UNION ALL
        SELECT d.classid, d.objid, d.objsubid, d.refclassid, a.whole, 0, d.deptype
          FROM pg_depend d JOIN ancestor a ON a.class = d.refclassid AND a.oid = d.refobjid) d
 WHERE d.objid >= 16384 AND d.refobjid >= 16384
   AND d.deptype IN ('a', 'n', 'i', 'P', 'S', 'e', 'x')
   AND NOT (d.deptype = 'i' AND (d.classid IN ('pg_trigger'::regclass, 'pg_type'::regclass)
                                 OR d.classid = 'pg_class'::regclass AND d.objsubid = 0 AND d.refobjsubid = 0
                                    AND d.refclassid IN ('pg_class'::regclass, 'pg_constraint'::regclass)))
   AND NOT (d.classid = d.refclassid AND d.objid = d.refobjid AND d.objsubid = d.refobjsubid)
 ORDER BY d.deptype <> 'e'
