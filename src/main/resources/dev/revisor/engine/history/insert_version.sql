INSERT INTO :versionTable (version_num) VALUES (:to)
