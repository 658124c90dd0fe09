(SELECT string_agg(owned.privilege_type, ', ' ORDER BY owned.privilege_type)
   FROM aclexplode(acldefault(:type, :owner)) owned
  WHERE owned.grantee = :owner
    AND NOT EXISTS (SELECT FROM aclexplode(:acl) held WHERE held.grantee = :owner AND held.privilege_type = owned.privilege_type))
