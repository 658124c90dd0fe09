-- revisor:revision 2ec8169a394e
-- revisor:created 2026-11-23T09:00:00Z
-- revisor:message Initial schema with all tables

-- revisor:upgrade
CREATE TABLE asset_types (
    id   integer PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE assets (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asset_type_id integer NOT NULL REFERENCES asset_types (id),
    name          text NOT NULL,
    amount        numeric(14, 2) NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX assets_asset_type_id_idx ON assets (asset_type_id);

-- revisor:downgrade
DROP TABLE assets;
DROP TABLE asset_types;
