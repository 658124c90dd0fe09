SELECT version, dirty FROM :table LIMIT 1
