-- The revision is done, or undone, as a whole.
DELETE FROM revisor.progress
 WHERE version_table = :versionTable AND revision = :revision
