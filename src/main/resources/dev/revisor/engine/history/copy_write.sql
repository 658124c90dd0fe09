-- Puts it into another database, in place of what is there.
BEGIN;
DELETE FROM :table;
INSERT INTO :table (version_num) SELECT unnest(:rows::text[]);
DELETE FROM revisor.revision WHERE version_table = :versionTable;
INSERT INTO revisor.revision SELECT * FROM jsonb_populate_recordset(NULL::revisor.revision, :revisions);
DELETE FROM revisor.progress WHERE version_table = :versionTable;
INSERT INTO revisor.progress SELECT * FROM jsonb_populate_recordset(NULL::revisor.progress, :progress);
COMMIT
