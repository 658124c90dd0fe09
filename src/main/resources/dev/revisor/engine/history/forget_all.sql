-- Nothing is applied any more.
DELETE FROM revisor.revision WHERE version_table = :versionTable
