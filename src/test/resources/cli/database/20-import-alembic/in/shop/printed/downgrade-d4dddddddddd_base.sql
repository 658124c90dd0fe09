BEGIN;

-- Running downgrade d4dddddddddd -> b2bbbbbbbbbb, c3cccccccccc

INSERT INTO alembic_version (version_num) VALUES ('b2bbbbbbbbbb') RETURNING alembic_version.version_num;

UPDATE alembic_version SET version_num='c3cccccccccc' WHERE alembic_version.version_num = 'd4dddddddddd';

-- Running downgrade b2bbbbbbbbbb -> a1aaaaaaaaaa

DROP INDEX i;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'b2bbbbbbbbbb';

-- Running downgrade c3cccccccccc -> a1aaaaaaaaaa

