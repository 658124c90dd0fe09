-- Everything that a session of ours sets, as one statement, since each step sends it: the limits, the server's time
-- zone, and what session_liveness.sql is for. A server that crashes must not lose what it said was committed.
SELECT set_config('lock_timeout', :lockTimeout, false), set_config('statement_timeout', :statementTimeout, false),
       set_config('TimeZone', :timeZone, false),
       CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END,
       CASE WHEN strpos(version(), 'linux') > 0 THEN set_config('client_connection_check_interval', '5s', false) END,
       CASE WHEN strpos(version(), 'linux') > 0 THEN set_config('tcp_keepalives_idle', '30', false) END,
       CASE WHEN strpos(version(), 'linux') > 0 THEN set_config('tcp_keepalives_interval', '5', false) END,
       CASE WHEN strpos(version(), 'linux') > 0 THEN set_config('tcp_keepalives_count', '3', false) END
