-- revisor:revision aaaa1
-- revisor:message Assets

-- revisor:upgrade
CREATE TABLE assets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name varchar(40) NOT NULL,
  price numeric(8, 2)
);
CREATE INDEX assets_name ON assets (name);

-- revisor:downgrade
DROP TABLE assets;
