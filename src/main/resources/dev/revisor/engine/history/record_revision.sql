-- A revision is applied. One that was recorded before, and undone by another tool, is recorded anew.
INSERT INTO revisor.revision AS r (version_table, id, parents, depends_on, labels, message, checksum,
                                   downgrade, downgrade_transaction, irreversible,
                                   applied_at, applied_by, duration_ms, run_id)
VALUES (:versionTable, :id, :parents, :dependsOn, :labels, :message, :checksum,
        :downgrade, :transaction, :irreversible,
        clock_timestamp(), session_user, :duration, :run)
ON CONFLICT (version_table, id) DO UPDATE
   SET parents = excluded.parents, depends_on = excluded.depends_on, labels = excluded.labels,
       message = excluded.message, checksum = excluded.checksum, downgrade = excluded.downgrade,
       downgrade_transaction = excluded.downgrade_transaction, irreversible = excluded.irreversible,
       applied_at = excluded.applied_at, applied_by = excluded.applied_by,
       duration_ms = excluded.duration_ms, run_id = excluded.run_id
