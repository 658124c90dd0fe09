BEGIN;

-- Running upgrade  -> e5eeeeeeeeee

select id from users;

