-- The server process of this session, and the time zone that a session has here before a client says
-- anything: what ALTER DATABASE and ALTER ROLE set, the narrower first.
SELECT pg_backend_pid(),
       coalesce((SELECT substr(entry, strpos(entry, '=') + 1)
                   FROM pg_db_role_setting s, unnest(s.setconfig) entry
                  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database
                                               WHERE datname = current_database()))
                    AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
                    AND lower(entry) LIKE 'timezone=%'
                  ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
                  LIMIT 1),
                'UTC')
