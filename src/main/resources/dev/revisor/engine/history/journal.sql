-- The steps that a run completed, in order.
SELECT revision, direction, checksum
  FROM revisor.step
 WHERE run_id = :run AND checksum IS NOT NULL
 ORDER BY ordinal
