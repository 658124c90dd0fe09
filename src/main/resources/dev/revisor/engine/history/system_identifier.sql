-- The cluster's identity; everybody may read it unless the right was revoked.
(SELECT system_identifier FROM pg_control_system())::text
