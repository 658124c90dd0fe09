-- What depends on what, among objects that users made; and which objects an extension brought.
SELECT d.classid::regclass::text, d.objid, d.objsubid, d.refclassid::regclass::text, d.refobjid, d.refobjsubid, d.deptype
  FROM pg_depend d
 WHERE d.objid >= 16384 AND d.refobjid >= 16384
   AND (d.deptype IN ('a', 'n', 'i', 'P', 'S', 'e') OR d.deptype = 'x')
   AND NOT (d.classid = d.refclassid AND d.objid = d.refobjid AND d.objsubid = d.refobjsubid)
 ORDER BY d.deptype <> 'e'
