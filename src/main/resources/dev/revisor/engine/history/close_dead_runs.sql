-- Runs that never said how they ended are dead: the lock is ours. What they came to is
-- kept in their journal.
UPDATE revisor.run r
   SET outcome = 'Failed', reason = 'ConnectionLost', finished_at = clock_timestamp(),
       to_revisions = :versionRows,
       steps = coalesce((SELECT jsonb_agg(jsonb_build_object('revision', s.revision,
                                                             'direction', s.direction,
                                                             'durationMs', s.duration_ms)
                                          ORDER BY s.ordinal)
                           FROM revisor.step s WHERE s.run_id = r.id), '[]'),
       error = jsonb_build_object('fault', 'TRANSIENT', 'message',
                                  'the run ended without a result: its process or its connection died')
 WHERE version_table = :versionTable AND finished_at IS NULL
