-- A statement is about to be sent. The same one may have been about to be sent before. Said again over a new
-- connection, it may come late over the old one: not after the step was recorded.
INSERT INTO revisor.progress (version_table, revision, direction, ordinal, run_id, digest, statement,
                              started_at)
SELECT :versionTable, :revision, :direction, :ordinal, :run, :digest, :statement, clock_timestamp()
 WHERE NOT EXISTS (SELECT FROM revisor.step s
                    WHERE s.run_id = :run AND s.revision = :revision AND s.direction = :direction)
ON CONFLICT (version_table, revision, direction, ordinal) DO UPDATE
   SET run_id = excluded.run_id, digest = excluded.digest, statement = excluded.statement,
       started_at = excluded.started_at, finished_at = NULL
