-- What a look at the schema depends on: the schema, and which one was accepted.
SELECT concat_ws(' ', (:schema), (:accepted))
