-- What this database sets for its sessions (ALTER DATABASE … SET, ALTER ROLE … IN DATABASE … SET; the role's count more),
-- as the ends of statements that begin with ALTER DATABASE. Lists are kept quoted; others are one value.
SELECT format(' SET %I TO %s', s.name,
              CASE WHEN c.value IN ('', '""') THEN $$''$$
                   WHEN s.name IN ('search_path', 'temp_tablespaces') THEN c.value
                   ELSE quote_literal(c.value) END)
  FROM pg_db_role_setting r
  JOIN pg_database d ON d.oid = r.setdatabase AND d.datname = current_database()
 CROSS JOIN LATERAL unnest(r.setconfig) WITH ORDINALITY AS u (entry, place)
 CROSS JOIN LATERAL (SELECT split_part(u.entry, '=', 1), substr(u.entry, strpos(u.entry, '=') + 1)) AS c (name, value)
  JOIN pg_settings s ON lower(s.name) = lower(c.name) AND s.context = 'user'
 WHERE r.setrole = 0 OR pg_get_userbyid(r.setrole) = current_user
 ORDER BY r.setrole <> 0, u.place
