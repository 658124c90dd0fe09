-- The version table, in the shape that Alembic gives it.
CREATE TABLE IF NOT EXISTS :versionTable (
  version_num varchar(64) NOT NULL,
  CONSTRAINT :constraint PRIMARY KEY (version_num)
);
