-- Who is connected to a database.
SELECT pid::text FROM pg_stat_activity WHERE datname = :name
