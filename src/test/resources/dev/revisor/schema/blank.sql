-- Takes away what a test made in a database.
DO $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT format('DROP EVENT TRIGGER %I', evtname) AS sql FROM pg_event_trigger t
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
  LOOP EXECUTE r.sql; END LOOP;
  -- tables first: an index cannot go once the functions of its operator class are gone
  FOR r IN SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', c.relnamespace::regnamespace::name, c.relname) AS sql FROM pg_class c
            WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND NOT c.relispartition
              AND EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  LOOP EXECUTE r.sql; END LOOP;
  FOR r IN SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) AS sql FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
    UNION ALL SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  LOOP EXECUTE r.sql; END LOOP;
  FOR r IN SELECT format('DROP CAST IF EXISTS (%s AS %s)', castsource::regtype, casttarget::regtype) AS sql FROM pg_cast WHERE oid >= 16384
  LOOP EXECUTE r.sql; END LOOP;
  DELETE FROM pg_default_acl;
  CREATE SCHEMA public AUTHORIZATION pg_database_owner;
  GRANT USAGE ON SCHEMA public TO PUBLIC;
  COMMENT ON SCHEMA public IS 'standard public schema';
END $$;
