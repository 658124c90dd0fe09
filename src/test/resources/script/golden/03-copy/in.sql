-- revisor:revision c0
-- revisor:upgrade
COPY a FROM stdin; -- text
\N	'
-- revisor:downgrade
\.
  copy b ("x;y", z) from STDIN with (format csv, header);
"x;y",z
"1
2","\."
\.
COPY c FROM '/tmp/c.txt';
COPY d FROM stdin WHERE z > 1;
\.
