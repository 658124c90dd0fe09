-- How definitions are deparsed: every name with its schema, no setting of the session seen. Memory for ten thousand tables;
-- compiling such queries takes longer than running them.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL search_path = '';
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL jit = off;
SET LOCAL work_mem = '32MB'
