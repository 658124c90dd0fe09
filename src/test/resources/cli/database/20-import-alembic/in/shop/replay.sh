# What the real Alembic 1.20.1 printed when it was run with these arguments: -c FILE DIRECTION RANGE --sql
recorded=printed/$3-$(echo "$4" | tr : _)
[ -f "$recorded.sql" ] || { echo "FAILED: not recorded: $3 $4" >&2; exit 255; }
cat "$recorded.sql"
cat "$recorded.err" >&2
exit "$(cat "$recorded.code")"
