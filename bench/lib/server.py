"""A PostgreSQL of the benchmark's own, as dev/lib/postgres starts it, and databases in it."""

import contextlib
import pathlib
import subprocess
import tempfile

from . import peers

ROOT = pathlib.Path(__file__).resolve().parents[2]

START = """
set -euo pipefail
source "$1/dev/lib/postgres"
programs=$(unpack_postgres "$2")
start_postgres "$programs" "${@:3}"
echo "$programs $postgres_port"
"""


class Server:
    def __init__(self, folder, programs, port):
        self.folder, self.programs, self.port = folder, programs, port
        self.password = (folder / "password").read_text().strip()
        # as in the official image: passwords by SCRAM-SHA-256, no TLS
        self.environment = {
            "PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "postgres", "PGPASSWORD": self.password,
            "PGSSLMODE": "disable",
        }

    def connect_by(self, method, sslmode):
        """How clients connect from now on: an authentication method of pg_hba.conf, and libpq's sslmode."""
        (self.folder / "data" / "pg_hba.conf").write_text("host all all 127.0.0.1/32 %s\n" % method)
        self.sql("postgres", "SELECT pg_reload_conf()", "SELECT pg_sleep(0.5)")
        self.environment["PGSSLMODE"] = sslmode

    def fresh(self, name):
        """Makes an empty database, dropping the one that has the name."""
        self.sql("postgres", 'DROP DATABASE IF EXISTS "%s"' % name, 'CREATE DATABASE "%s"' % name)

    def sql(self, database, *statements):
        options = [option for statement in statements for option in ("-c", statement)]
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, *options]
        environment = {**self.environment, "PATH": "/usr/bin:/bin", "PGOPTIONS": "-c client_min_messages=error"}
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def version(self):
        return self.sql("postgres", "SHOW server_version").strip()


def bash(script, *arguments):
    return subprocess.run(
        ["bash", "-c", script, "bench", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextlib.contextmanager
def server(*settings):
    peers.require("psql", "postgresql-client")
    jar = next(peers.from_maven("server").glob("*.jar"))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="revisor-bench."))
    programs, port = bash(START, ROOT, jar, folder, *settings).split()
    try:
        yield Server(folder, programs, int(port))
    finally:
        bash('source "$1/dev/lib/postgres"; stop_postgres "$2" "$3"', ROOT, programs, folder)
