(SELECT string_agg(a.privilege_type || ' TO ' || coalesce(quote_ident(r.rolname), 'PUBLIC')
                   || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END || coalesce(E'\x01' || a.givers, ''),
                   E'\n' ORDER BY r.rolname NULLS FIRST, a.privilege_type)
   FROM (SELECT grantee, privilege_type, bool_or(is_grantable) AS is_grantable,
                string_agg(quote_ident(pg_get_userbyid(grantor)), ', ' ORDER BY pg_get_userbyid(grantor)) FILTER (WHERE grantor <> :owner) AS givers
           FROM aclexplode(:acl) GROUP BY grantee, privilege_type) a
   LEFT JOIN pg_roles r ON r.oid = a.grantee
  WHERE a.grantee <> :owner)
