-- revisor:revision 7de8469a594f
-- revisor:revises 2ec8169a394e
-- revisor:created 2026-11-23T09:30:00Z
-- revisor:message Seed asset types reference data

-- revisor:upgrade
INSERT INTO asset_types (id, name) VALUES
    (1, 'CHECKING_ACCOUNTS'),
    (2, 'SAVINGS_ACCOUNTS'),
    (3, 'REAL_ESTATE');

-- revisor:downgrade
DELETE FROM asset_types WHERE id IN (1, 2, 3);
