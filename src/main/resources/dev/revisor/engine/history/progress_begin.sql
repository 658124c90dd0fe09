-- A statement is about to be sent. The same one may have been about to be sent before.
INSERT INTO revisor.progress (version_table, revision, direction, ordinal, run_id, digest, statement,
                              started_at)
VALUES (:versionTable, :revision, :direction, :ordinal, :run, :digest, :statement, clock_timestamp())
ON CONFLICT (version_table, revision, direction, ordinal) DO UPDATE
   SET run_id = excluded.run_id, digest = excluded.digest, statement = excluded.statement,
       started_at = excluded.started_at, finished_at = NULL
