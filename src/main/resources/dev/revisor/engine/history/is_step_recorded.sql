-- Whether a step of a run was committed.
SELECT EXISTS (SELECT FROM revisor.step WHERE run_id = :run AND ordinal = :ordinal)
