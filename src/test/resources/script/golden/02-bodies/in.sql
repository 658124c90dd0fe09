-- revisor:revision b0d1e5
-- revisor:message Functions of every kind; rules, too

-- revisor:upgrade
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.note := $$changed; -- not a mark:
-- revisor:downgrade
$$;
  RETURN NEW;
END;
$body$;

CREATE OR REPLACE FUNCTION price(amount numeric, "begin" date) RETURNS numeric
BEGIN ATOMIC
  SELECT CASE WHEN "begin" > '2026-01-01' THEN amount * 2 ELSE amount END;
  SELECT 1 END; -- END names the column
END;

CREATE RULE log_it AS ON UPDATE TO assets DO ALSO (
  INSERT INTO log VALUES (old.id);
  INSERT INTO log VALUES (new.id)
);
/* the last one has no semicolon */
SELECT E'it\'s; ' -- continues;
       '\';done'

-- revisor:downgrade
DROP RULE log_it ON assets; DROP FUNCTION price; DROP FUNCTION touch
