-- A run ends well, in the transaction of its last step.
UPDATE revisor.run r
   SET outcome = 'Succeeded', reason = 'Succeeded', finished_at = clock_timestamp(),
       to_revisions = :versionRows,
       steps = (SELECT jsonb_agg(jsonb_build_object('revision', s.revision,
                                                    'direction', s.direction,
                                                    'durationMs', s.duration_ms)
                                 ORDER BY s.ordinal)
                  FROM revisor.step s WHERE s.run_id = r.id)
 WHERE id = :id
