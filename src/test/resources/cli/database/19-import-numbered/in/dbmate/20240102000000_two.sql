-- migrate:up transaction:false
create index concurrently things_name on things (name);

-- migrate:down
drop index things_name;

-- migrate:up
insert into things values (1, 'one');

-- migrate:down
delete from things;
