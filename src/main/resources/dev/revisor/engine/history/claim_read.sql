-- Who has a version table, and what else the one who asks has.
SELECT version_table, cluster, namespace, name, uid
  FROM revisor.claim
 WHERE version_table = :versionTable OR uid = :uid
 ORDER BY version_table
