-- The rows of one catalog: :object tells what object they belong to, :part which part of it.
SELECT ':catalog', count(*), sum(hashint8extended(:object::oid::int8 << 32 | xmin::text::int8, :part::int8)) FROM :catalog
