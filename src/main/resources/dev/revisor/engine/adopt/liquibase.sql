SELECT id, author, filename
  FROM :table
 WHERE exectype <> 'FAILED'
 ORDER BY orderexecuted
