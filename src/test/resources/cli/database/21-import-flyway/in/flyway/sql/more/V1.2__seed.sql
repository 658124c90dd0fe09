INSERT INTO ${schema}.users VALUES (3, '${greeting}');
