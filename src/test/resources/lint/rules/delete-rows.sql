### bad: rows that were there before
--- before
CREATE TABLE t (id integer PRIMARY KEY);
--- upgrade
ALTER TABLE t ADD a integer;
--- downgrade
DELETE FROM t WHERE id > 5;

### bad: all rows, where the upgrade put some
--- before
CREATE TABLE t (id integer PRIMARY KEY);
--- upgrade
INSERT INTO t VALUES (1);
--- downgrade
DELETE FROM t;

### good: the rows that the upgrade put there
--- before
CREATE TABLE t (id integer PRIMARY KEY);
--- upgrade
INSERT INTO t VALUES (1);
--- downgrade
DELETE FROM t WHERE id = 1;

### good: rows of a table that the upgrade made
--- upgrade
CREATE TABLE t (id integer PRIMARY KEY);
--- downgrade
DELETE FROM t;
DROP TABLE t;

### good: an upgrade that tidies up
--- before
CREATE TABLE t (id integer PRIMARY KEY);
--- upgrade
DELETE FROM t WHERE id > 5;
