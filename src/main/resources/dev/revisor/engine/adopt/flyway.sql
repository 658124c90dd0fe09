SELECT version, description, type, script, checksum, success
  FROM :table
 ORDER BY installed_rank
