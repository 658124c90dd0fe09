DELETE FROM ${schema}.users WHERE id = 3;
