-- revisor:revision d94e5b3c7a10
-- revisor:revises c41f0b7d92ae
-- revisor:created 2026-11-23T11:00:00Z
-- revisor:message Add valuations

-- revisor:upgrade
CREATE TABLE valuations (
    asset_id  bigint NOT NULL REFERENCES assets (id),
    valued_on date NOT NULL,
    amount    numeric(14, 2) NOT NULL,
    PRIMARY KEY (asset_id, valued_on)
);
CREATE INDEX valuations_valued_on_idx ON valuations (valued_on);

-- revisor:downgrade
DROP TABLE valuations;
