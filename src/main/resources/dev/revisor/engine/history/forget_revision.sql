-- A revision is undone.
DELETE FROM revisor.revision WHERE version_table = :versionTable AND id = :id
