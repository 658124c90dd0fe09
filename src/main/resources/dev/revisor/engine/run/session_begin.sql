-- The server process of this session, and what a session is like here before a client says anything: whether the
-- server's system can tell that a client is gone, whether it answers a COMMIT before it is safe, whether backslashes
-- escape in plain strings, and the time zone: what ALTER DATABASE and ALTER ROLE set, the narrower first.
SELECT pg_backend_pid(), version() ~ 'linux', current_setting('synchronous_commit') = 'off',
       current_setting('standard_conforming_strings') = 'off',
       coalesce((SELECT substr(entry, strpos(entry, '=') + 1)
                   FROM pg_db_role_setting s, unnest(s.setconfig) entry
                  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database
                                               WHERE datname = current_database()))
                    AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
                    AND lower(entry) LIKE 'timezone=%'
                  ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
                  LIMIT 1),
                'UTC')
