-- What depends on what, among objects that users made; and which objects an extension brought. Left out is what the server
-- makes for an object and what stands for it anyway (stand_ins.sql): types of tables, toast tables, indexes of constraints,
-- triggers of foreign keys.
SELECT d.classid::regclass::text, d.objid, d.objsubid, d.refclassid::regclass::text, d.refobjid, d.refobjsubid, d.deptype
  FROM pg_depend d
 WHERE d.objid >= 16384 AND d.refobjid >= 16384
   AND d.deptype IN ('a', 'n', 'i', 'P', 'S', 'e', 'x')
   AND NOT (d.deptype = 'i' AND (d.classid IN ('pg_trigger'::regclass, 'pg_type'::regclass)
                                 OR d.classid = 'pg_class'::regclass AND d.objsubid = 0 AND d.refobjsubid = 0
                                    AND d.refclassid IN ('pg_class'::regclass, 'pg_constraint'::regclass)))
   AND NOT (d.classid = d.refclassid AND d.objid = d.refobjid AND d.objsubid = d.refobjsubid)
 ORDER BY d.deptype <> 'e'
