-- All schemas, by name.
SELECT oid, nspname FROM pg_namespace ORDER BY nspname
