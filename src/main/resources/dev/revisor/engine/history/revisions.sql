-- The revisions that are applied, without their downgrade SQL.
SELECT id, parents, depends_on, labels, message, checksum, CASE WHEN downgrade IS NOT NULL THEN downgrade_transaction END, irreversible,
       (extract(epoch FROM applied_at) * 1000)::bigint, applied_by, duration_ms
  FROM revisor.revision
 WHERE version_table = :versionTable
 ORDER BY id
