-- Whether the schemas are there: CREATE SCHEMA IF NOT EXISTS asks for a right that then is not needed.
SELECT to_regnamespace('revisor') IS NOT NULL, to_regnamespace(:schema) IS NOT NULL
