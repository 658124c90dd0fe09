-- A client that is gone is noticed within seconds, also in the middle of a long statement: what it
-- runs is broken off, and its lock is free. Where the server's system cannot do it, it is left out.
SELECT set_config('client_connection_check_interval', '5s', false),
       set_config('tcp_keepalives_idle', '30', false),
       set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '3', false)
 WHERE version() ~ 'linux'
