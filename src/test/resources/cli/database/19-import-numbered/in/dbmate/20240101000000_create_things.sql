-- migrate:up
create table things (id integer primary key, name text)

-- migrate:down
drop table things;
