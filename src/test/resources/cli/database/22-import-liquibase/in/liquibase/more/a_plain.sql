CREATE TABLE plain (x int)
