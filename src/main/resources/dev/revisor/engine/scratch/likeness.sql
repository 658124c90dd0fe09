-- Options of CREATE DATABASE for one like this: ICU came with 15, its rules with 16, builtin and another column with 17.
-- Files are copied, which takes two checkpoints (before 15 always), where these wait for no disk.
SELECT format(' TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
              pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
       || CASE j ->> 'datlocprovider'
            WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(j ->> 'datlocale', j ->> 'daticulocale'))
                          || coalesce(' ICU_RULES ' || quote_literal(j ->> 'daticurules'), '')
            WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j ->> 'datlocale')
            WHEN 'c' THEN ' LOCALE_PROVIDER libc'
            ELSE '' END
       || CASE WHEN current_setting('fsync') = 'off' AND current_setting('server_version_num')::int >= 150000
               THEN ' STRATEGY file_copy' ELSE '' END
  FROM pg_database d, LATERAL (SELECT to_jsonb(d) AS j) x
 WHERE d.datname = current_database()
