-- A resource takes a version table, and has no other in this database.
BEGIN;
DELETE FROM revisor.claim WHERE uid = :uid AND version_table <> :versionTable;
INSERT INTO revisor.claim (version_table, cluster, namespace, name, uid)
VALUES (:versionTable, :cluster, :namespace, :name, :uid)
ON CONFLICT (version_table) DO UPDATE
   SET cluster = excluded.cluster, namespace = excluded.namespace, name = excluded.name,
       uid = excluded.uid, since = clock_timestamp();
COMMIT
