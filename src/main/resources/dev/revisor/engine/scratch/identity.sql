-- What decides what statements make in a database like this one: the server's version and its settings that statements can
-- see, encoding and locale, roles and who has which, what can be installed. One row; the same text for the same.
SELECT current_setting('server_version_num')::int / 10000,
       concat_ws(E'\n', version(), current_user,
         (SELECT concat_ws(' ', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, j ->> 'datlocprovider', j ->> 'datlocale',
                           j ->> 'daticulocale', j ->> 'daticurules', j ->> 'datcollversion')
            FROM pg_database d, LATERAL (SELECT to_jsonb(d) AS j) x WHERE d.datname = current_database()),
         (SELECT string_agg(s.name || '=' || s.setting, ' ' ORDER BY s.name) FROM pg_settings s
           WHERE (s.context IN ('user', 'superuser', 'internal') OR s.name = 'shared_preload_libraries')
             AND s.name NOT IN ('application_name', 'in_hot_standby', 'seed', 'synchronous_commit')
             AND s.name NOT LIKE 'log\_%' AND s.name NOT LIKE '%timeout' AND s.name NOT LIKE 'transaction\_%'
             AND s.name NOT LIKE 'shared\_memory\_size%' AND s.name NOT LIKE 'huge\_pages%' AND s.name NOT LIKE 'client\_%'),
         (SELECT string_agg(quote_ident(r.rolname) || r.rolsuper || r.rolcreaterole || r.rolinherit, ' ' ORDER BY r.rolname)
            FROM pg_roles r),
         (SELECT string_agg(m.roleid::regrole::text || ':' || m.member::regrole, ' ' ORDER BY m.roleid::regrole::text, m.member::regrole::text)
            FROM pg_auth_members m),
         (SELECT string_agg(quote_ident(t.spcname), ' ' ORDER BY t.spcname) FROM pg_tablespace t),
         (SELECT string_agg(e.name || ' ' || e.version, ', ' ORDER BY e.name, e.version) FROM pg_available_extension_versions e))
