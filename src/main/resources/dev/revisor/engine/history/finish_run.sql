-- A run ends. Its steps are those of its journal: one whose COMMIT was lost may be among them, and then the version
-- rows are what they are now.
UPDATE revisor.run
   SET outcome = :outcome, reason = :reason, finished_at = clock_timestamp(),
       to_revisions = CASE WHEN j.number = :number THEN :versionRows
                           ELSE ARRAY(SELECT version_num::text FROM :versionTable ORDER BY version_num COLLATE "C") END,
       steps = j.steps, error = :error::jsonb
  FROM (SELECT count(*) AS number,
               coalesce(jsonb_agg(jsonb_build_object('revision', s.revision,
                                                     'direction', s.direction,
                                                     'durationMs', s.duration_ms)
                                  ORDER BY s.ordinal), '[]') AS steps
          FROM revisor.step s WHERE s.run_id = :id) j
 WHERE id = :id AND finished_at IS NULL
