BEGIN;

-- Running downgrade e5eeeeeeeeee -> 

UPDATE alembic_version SET version_num='b2bbbbbbbbbb' WHERE alembic_version.version_num = 'e5eeeeeeeeee';

-- Running downgrade b2bbbbbbbbbb -> a1aaaaaaaaaa

DROP INDEX i;

UPDATE alembic_version SET version_num='a1aaaaaaaaaa' WHERE alembic_version.version_num = 'b2bbbbbbbbbb';

-- Running downgrade a1aaaaaaaaaa -> 

DROP TABLE users;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'a1aaaaaaaaaa';

COMMIT;

