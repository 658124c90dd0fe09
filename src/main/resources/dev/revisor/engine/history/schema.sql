-- A new schema grants nobody but its owner anything.
CREATE SCHEMA IF NOT EXISTS :schema;
