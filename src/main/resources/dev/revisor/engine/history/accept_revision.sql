-- The file of an applied revision was changed, and the user says that this is right.
UPDATE revisor.revision
   SET checksum = :checksum, downgrade = :downgrade, downgrade_transaction = :transaction,
       irreversible = :irreversible
 WHERE version_table = :versionTable AND id = :id
