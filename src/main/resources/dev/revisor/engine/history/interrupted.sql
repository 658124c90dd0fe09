-- The revisions that broke off half way, with the statement that was running: the last one sent.
SELECT revision, direction, count(finished_at)::integer,
       (array_agg(statement ORDER BY ordinal DESC) FILTER (WHERE finished_at IS NULL))[1]
  FROM revisor.progress
 WHERE version_table = :versionTable
 GROUP BY revision, direction
 ORDER BY revision, direction
