-- The effective heads.
SELECT version_num::text FROM :versionTable ORDER BY 1
