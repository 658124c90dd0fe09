-- Changes nothing, but is written to the log, behind all that was committed before.
UPDATE revisor.run SET id = id WHERE id = :run
