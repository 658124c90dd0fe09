-- A run begins.
INSERT INTO revisor.run (id, version_table, command, requester, image, database_user,
                         from_revisions, to_revisions, target_revisions, plan_hash, parameters,
                         started_at)
VALUES (:id, :versionTable, :command, :requester, :image, session_user,
        :versionRows, :versionRows, :target, :planHash, :parameters,
        clock_timestamp())
