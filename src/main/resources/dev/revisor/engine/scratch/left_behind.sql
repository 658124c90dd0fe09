-- Scratch databases of this role whose session is gone. Names are made by us, comments tell them from others.
SELECT d.datname
  FROM pg_database d
  JOIN pg_shdescription c ON c.objoid = d.oid AND c.classoid = 'pg_database'::regclass
 WHERE starts_with(d.datname, 'revisor_scratch_')
   AND starts_with(c.description, 'scratch database of revisor')
   AND pg_get_userbyid(d.datdba) = current_user
   AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.application_name = d.datname OR a.datname = d.datname)
 ORDER BY d.datname
