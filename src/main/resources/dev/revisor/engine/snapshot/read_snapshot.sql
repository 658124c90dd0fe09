-- Something (:what) of the schema as it was accepted last, unless a run has changed it since and died before it could say so.
SELECT :what
  FROM revisor.snapshot n
 WHERE n.version_table = :versionTable
   AND NOT EXISTS (SELECT FROM revisor.run r
                    WHERE r.version_table = n.version_table
                      AND r.sequence > coalesce((SELECT t.sequence FROM revisor.run t WHERE t.id = n.run_id), 0)
                      AND EXISTS (SELECT FROM revisor.step s WHERE s.run_id = r.id))
