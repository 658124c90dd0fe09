### bad: create
--- upgrade
CREATE DOMAIN d AS text CHECK (VALUE <> '');

### bad: add
--- upgrade
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> '');

### bad: not null
--- upgrade
ALTER DOMAIN d SET NOT NULL;

### good: plain
--- upgrade
CREATE DOMAIN d AS text DEFAULT 'check';

### good: not valid
--- upgrade
ALTER DOMAIN d ADD CHECK (VALUE <> '') NOT VALID;

### good: validate
--- upgrade
ALTER DOMAIN d VALIDATE CONSTRAINT c;
