none of goose's
