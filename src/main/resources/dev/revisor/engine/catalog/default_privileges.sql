-- ALTER DEFAULT PRIVILEGES: of a role, in a schema or everywhere. The name is the role, the detail what it is about. What it gives itself in a schema is what it has anyway.
SELECT f.oid AS _oid, 0 AS _sub, 0 AS _position,
       coalesce(quote_ident(n.nspname), '') AS _schema, quote_ident(pg_get_userbyid(f.defaclrole)) AS _name,
       CASE f.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
            WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' END AS _detail,
       coalesce(PRIVILEGES(f.defaclacl, f.defaclrole), '') AS "privileges",
       CASE WHEN f.defaclnamespace = 0 THEN
         OWNER_LACKS((CASE f.defaclobjtype WHEN 'S' THEN 's' ELSE f.defaclobjtype END), f.defaclacl, f.defaclrole) END AS "ownerLacks"
  FROM pg_default_acl f
  LEFT JOIN pg_namespace n ON n.oid = f.defaclnamespace
 WHERE f.defaclnamespace = 0
    OR n.oid = ANY (:schemas) AND EXISTS (SELECT FROM aclexplode(f.defaclacl) g WHERE g.grantee <> f.defaclrole)
