CREATE OR REPLACE VIEW all_users AS SELECT * FROM ${schema}.users;
