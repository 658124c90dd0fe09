-- The revisions that broke off half way.
SELECT revision, direction, count(finished_at)::integer,
       max(statement) FILTER (WHERE finished_at IS NULL)
  FROM revisor.progress
 WHERE version_table = :versionTable
 GROUP BY revision, direction
 ORDER BY revision, direction
