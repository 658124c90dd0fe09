CREATE SCHEMA ${schema};
CREATE TABLE ${schema}.users (id integer PRIMARY KEY, note text DEFAULT '${greeting}');
COMMENT ON TABLE ${schema}.users IS 'says ${greeting} to ${owner}';
COPY ${schema}.users (id, note) FROM stdin;
1	it's :fine
2	\N
\.
