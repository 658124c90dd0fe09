-- Whether the table of claims is there: an older Revisor made none.
SELECT to_regclass('revisor.claim') IS NOT NULL
