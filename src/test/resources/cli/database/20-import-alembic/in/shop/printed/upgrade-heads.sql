BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1aaaaaaaaaa

CREATE TABLE users (
    id SERIAL NOT NULL, 
    name VARCHAR(50) DEFAULT 'a:b', 
    PRIMARY KEY (id)
);

-- Running upgrade x -> y
SELECT 1;

INSERT INTO alembic_version (version_num) VALUES ('a1aaaaaaaaaa') RETURNING alembic_version.version_num;

-- Running upgrade a1aaaaaaaaaa -> c3cccccccccc

INSERT INTO users (id) VALUES (5);

UPDATE alembic_version SET version_num='c3cccccccccc' WHERE alembic_version.version_num = 'a1aaaaaaaaaa';

-- Running upgrade a1aaaaaaaaaa -> b2bbbbbbbbbb

COMMIT;

CREATE INDEX CONCURRENTLY i ON users (name);

BEGIN;

INSERT INTO users VALUES (1);

INSERT INTO alembic_version (version_num) VALUES ('b2bbbbbbbbbb') RETURNING alembic_version.version_num;

-- Running upgrade  -> e5eeeeeeeeee

select id from users;

