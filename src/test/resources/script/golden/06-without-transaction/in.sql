-- revisor:revision f1
-- revisor:upgrade transaction=none
-- revisor:allow index-without-name tests need none
CREATE INDEX CONCURRENTLY ON assets (name);
BEGIN; SET LOCAL lock_timeout = '1s'; SAVEPOINT a; ROLLBACK TO a; COMMIT;
VACUUM (ANALYZE) assets;
-- revisor:downgrade
DROP INDEX CONCURRENTLY assets_name_idx;
COMMIT;
