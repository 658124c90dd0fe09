-- What is recorded of a version table, as one document.
SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]')::text FROM :table r WHERE r.version_table = :versionTable
