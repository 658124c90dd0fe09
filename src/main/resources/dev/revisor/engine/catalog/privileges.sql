(SELECT string_agg(a.privilege_type || ' TO ' || coalesce(quote_ident(r.rolname), 'PUBLIC')
                   || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END,
                   E'\n' ORDER BY r.rolname NULLS FIRST, a.privilege_type)
   FROM (SELECT grantee, privilege_type, bool_or(is_grantable) AS is_grantable FROM aclexplode(:acl) GROUP BY grantee, privilege_type) a
   LEFT JOIN pg_roles r ON r.oid = a.grantee
  WHERE a.grantee <> :owner)
