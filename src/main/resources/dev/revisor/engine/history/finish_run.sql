-- A run ends.
UPDATE revisor.run
   SET outcome = :outcome, reason = :reason, finished_at = clock_timestamp(),
       to_revisions = :versionRows, steps = :steps::jsonb, error = :error::jsonb
 WHERE id = :id AND finished_at IS NULL
