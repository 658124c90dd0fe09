-- The journal of a run: a step is done.
INSERT INTO revisor.step (run_id, ordinal, revision, direction, checksum, finished_at, duration_ms)
VALUES (:run, :ordinal, :revision, :direction, :checksum, clock_timestamp(), :duration)
