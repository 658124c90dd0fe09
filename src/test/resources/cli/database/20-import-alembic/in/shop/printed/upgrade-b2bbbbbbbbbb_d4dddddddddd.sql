BEGIN;

-- Running upgrade a1aaaaaaaaaa -> c3cccccccccc

INSERT INTO users (id) VALUES (5);

INSERT INTO alembic_version (version_num) VALUES ('c3cccccccccc') RETURNING alembic_version.version_num;

-- Running upgrade b2bbbbbbbbbb, c3cccccccccc -> d4dddddddddd

DELETE FROM alembic_version WHERE alembic_version.version_num = 'b2bbbbbbbbbb';

UPDATE alembic_version SET version_num='d4dddddddddd' WHERE alembic_version.version_num = 'c3cccccccccc';

COMMIT;

