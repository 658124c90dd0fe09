-- Scratch databases of this role whose session is gone. Names are made by us, comments tell them from others; one whose
-- maker died between making and marking it has the exact form of the name.
SELECT d.datname
  FROM pg_database d
  LEFT JOIN pg_shdescription c ON c.objoid = d.oid AND c.classoid = 'pg_database'::regclass
 WHERE starts_with(d.datname, 'revisor_scratch_')
   AND CASE WHEN c.description IS NULL THEN d.datname ~ '^revisor_scratch_[0-9a-f]{20}$'
            ELSE starts_with(c.description, 'scratch database of revisor') END
   AND pg_get_userbyid(d.datdba) = current_user
   AND d.datname <> current_database()
   AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.application_name = d.datname OR a.datname = d.datname)
 ORDER BY d.datname
