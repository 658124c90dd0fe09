--liquibase formatted sql

--changeset ann:1 labels:core
--comment Create users
CREATE TABLE ${people} (id integer PRIMARY KEY, name text, slice int[]);
INSERT INTO users SELECT 1, 'it''s :fine', (ARRAY[1,2,3])[id:id] FROM (SELECT 2 AS id) AS x;
--rollback DROP TABLE users;

--changeset ann:2 endDelimiter:// splitStatements:true
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END $$
//
CREATE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2'
//
/* liquibase rollback
DROP FUNCTION one()
//
DROP FUNCTION two()
//
*/

--changeset bob:2 dbms:oracle
CREATE TABLE oracles (x number);

--changeset bob:3 dbms:!oracle
INSERT INTO users VALUES (3, 'c', NULL);
