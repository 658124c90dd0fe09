CREATE INDEX CONCURRENTLY users_note ON ${schema}.users (note);
