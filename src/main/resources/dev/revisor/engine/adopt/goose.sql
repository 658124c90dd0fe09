-- The versions whose last row says that they are applied.
SELECT version_id
  FROM (SELECT DISTINCT ON (version_id) version_id, is_applied
          FROM :table
         ORDER BY version_id, id DESC) AS last
 WHERE is_applied AND version_id > 0
 ORDER BY version_id
