-- Runs, the newest first, with the steps of their journals.
SELECT r.id, r.command, r.requester, r.image, r.database_user, r.from_revisions, r.to_revisions,
       r.target_revisions, r.plan_hash, r.outcome, r.reason,
       (extract(epoch FROM r.started_at) * 1000)::bigint, (extract(epoch FROM r.finished_at) * 1000)::bigint,
       coalesce((SELECT jsonb_agg(jsonb_build_object('revision', s.revision,
                                                     'direction', s.direction,
                                                     'checksum', s.checksum,
                                                     'finishedMs', (extract(epoch FROM s.finished_at) * 1000)::bigint,
                                                     'durationMs', s.duration_ms)
                                  ORDER BY s.ordinal)
                   FROM revisor.step s WHERE s.run_id = r.id),
                r.steps,
                '[]')::text,
       r.error::text
  FROM revisor.run r
 WHERE r.version_table = :versionTable AND :condition
 ORDER BY r.sequence DESC
 LIMIT :limit
