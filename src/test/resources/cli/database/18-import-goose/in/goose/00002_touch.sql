-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name := trim(NEW.name);
  RETURN NEW;
END;
$$
-- +goose StatementEnd
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT tags[array_lower(tags, 1):array_upper(tags, 1)], tags[id:id] FROM users;

-- +goose Down
DROP TRIGGER touch ON users;
DROP FUNCTION touch;
