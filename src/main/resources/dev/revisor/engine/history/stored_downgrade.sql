-- How to undo a revision, as its file said when it was applied.
SELECT downgrade, downgrade_transaction
  FROM revisor.revision
 WHERE version_table = :versionTable AND id = :id
