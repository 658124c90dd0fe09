-- Two rows for each table that has none, if its constraints take them: values made of 5 and 6, which
-- most types and checks take, and which foreign keys find. Three numbers of each sequence
-- that has the bounds it has by default.
DO $$
DECLARE
  t record;
  columns text;
  literals text;
  missing boolean;
BEGIN
  -- several times, for foreign keys to find what they need
  FOR pass IN 1..3 LOOP
    FOR t IN SELECT c.oid, c.oid::regclass AS name FROM pg_class c
              WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' ORDER BY c.oid
    LOOP
      EXECUTE format('SELECT NOT EXISTS (SELECT FROM ONLY %s)', t.name) INTO STRICT missing;
      CONTINUE WHEN NOT missing;
      FOR digit IN 5..6 LOOP
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
               string_agg(coalesce(quote_literal(CASE
                 WHEN y.typtype = 'e' THEN (SELECT l.enumlabel FROM pg_enum l WHERE l.enumtypid = y.oid ORDER BY l.enumsortorder LIMIT 1)
                 WHEN y.typtype = 'c' THEN '(' || (SELECT string_agg(digit::text, ',') FROM pg_attribute x WHERE x.attrelid = y.typrelid AND x.attnum > 0 AND NOT x.attisdropped) || ')'
                 WHEN y.typcategory IN ('N', 'S') OR y.typname IN ('json', 'jsonb', 'bytea') THEN digit::text
                 WHEN y.typcategory = 'B' THEN 'true'
                 WHEN y.typname IN ('timetz', 'time') THEN '05:0' || digit
                 WHEN y.typcategory = 'T' THEN digit || ' days'
                 WHEN y.typcategory = 'D' THEN '2020-05-0' || digit
                 WHEN y.typcategory = 'I' THEN '10.0.0.' || digit
                 WHEN y.typname = 'uuid' THEN '00000000-0000-0000-0000-00000000000' || digit
                 WHEN y.typcategory = 'R' AND y.typname ~ 'multi' THEN '{[' || digit || ',' || digit + 1 || ')}'
                 WHEN y.typcategory = 'R' THEN '[' || digit || ',' || digit + 1 || ')'
                 WHEN y.typcategory = 'V' AND a.atttypmod > 0 THEN repeat('1', a.atttypmod)
                 WHEN y.typcategory = 'V' THEN '101'
                 WHEN y.typcategory = 'A' AND e.typcategory IN ('N', 'S') THEN '{' || digit || '}'
                 WHEN y.typcategory = 'A' AND e.typtype = 'e' THEN '{' || (SELECT l.enumlabel FROM pg_enum l WHERE l.enumtypid = e.oid ORDER BY l.enumsortorder LIMIT 1) || '}'
                 WHEN y.typcategory = 'A' THEN '{}'
               END), 'NULL'), ', ' ORDER BY a.attnum)
          INTO columns, literals
          FROM pg_attribute a
          JOIN pg_type y ON y.oid = a.atttypid
          LEFT JOIN pg_type e ON e.oid = y.typelem
         WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
        BEGIN
          IF columns IS NULL THEN
            EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.name);
          ELSE
            EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)', t.name, columns, literals);
          END IF;
        EXCEPTION WHEN others THEN
          NULL;
        END;
      END LOOP;
    END LOOP;
  END LOOP;
  PERFORM nextval(c.oid) FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid, generate_series(1, 3)
    WHERE s.seqmin = 1 AND s.seqstart = 1 AND s.seqmax > 32000 AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)';
END $$;
