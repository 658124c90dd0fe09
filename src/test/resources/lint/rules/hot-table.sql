### bad: altered
--- before
CREATE TABLE big (id int PRIMARY KEY, a int);
CREATE TABLE small (id int);
--- upgrade
ALTER TABLE big ADD x int;

### bad: an index
--- before
CREATE TABLE big (id int PRIMARY KEY, a int);
CREATE TABLE small (id int);
--- upgrade
CREATE INDEX ON public.big (a);

### good: a small one
--- before
CREATE TABLE big (id int PRIMARY KEY, a int);
CREATE TABLE small (id int);
--- upgrade
ALTER TABLE small ADD x int;

### good: a weak lock
--- before
CREATE TABLE big (id int PRIMARY KEY, a int);
CREATE TABLE small (id int);
--- upgrade transaction=none
CREATE INDEX CONCURRENTLY ON big (a);
