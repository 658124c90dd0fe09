-- Users and what they say.
-- +goose Up
CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    first text GENERATED ALWAYS AS (name::text) STORED
);
CREATE TYPE mood AS ENUM ('ok', 'sad');

-- +goose Down
DROP TYPE mood;
DROP TABLE users;
