-- How far a revision without a transaction came, in the order of its statements.
SELECT ordinal, statement, digest, finished_at IS NOT NULL
  FROM revisor.progress
 WHERE version_table = :versionTable AND revision = :revision AND direction = :direction
 ORDER BY ordinal
