-- Exactly one row, or division_by_zero (22012): something else changed the version.
WITH changed AS (DELETE FROM :versionTable WHERE version_num = :from RETURNING 1)
SELECT 1 / (count(*) = 1)::integer FROM changed
