-- Whether a run has changed the schema since the last snapshot of it.
SELECT EXISTS (SELECT FROM revisor.run r
                WHERE r.version_table = :versionTable
                  AND r.sequence > coalesce((SELECT t.sequence FROM revisor.snapshot n JOIN revisor.run t ON t.id = n.run_id
                                              WHERE n.version_table = :versionTable), 0)
                  AND EXISTS (SELECT FROM revisor.step s WHERE s.run_id = r.id))
