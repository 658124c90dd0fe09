"""The same migrations in the format of each tool: a table and a row of it each, one transaction each."""

import shutil

from . import peers

REVISION_PY = '''"""Table {number}"""
from alembic import op

revision = "{id}"
down_revision = {parent}


def upgrade():
    op.execute("{create}")
    op.execute("{insert}")


def downgrade():
    op.execute("DROP TABLE t{number}")
'''

REVISION_SQL = """-- revisor:revision {id}
{revises}-- revisor:created 2026-01-01T00:00:00Z
-- revisor:message Table {number}

-- revisor:upgrade
{create};
{insert};

-- revisor:downgrade
DROP TABLE t{number};
"""


def identity(number):
    return "%012x" % number


def alembic(folder, server, database):
    """An environment as `alembic init` makes it, with the database's URL and a transaction a revision."""
    peers.quietly(peers.alembic(), "-c", folder / "alembic.ini", "init", folder / "alembic")
    settings = (folder / "alembic.ini").read_text()
    url = "postgresql+psycopg://postgres@127.0.0.1:%d/%s" % (server.port, database)
    (folder / "alembic.ini").write_text(settings.replace("driver://user:pass@localhost/dbname", url))
    environment = (folder / "alembic/env.py").read_text()
    configured = environment.replace(
        "connection=connection, target", "connection=connection, transaction_per_migration=True, target")
    assert configured != environment
    (folder / "alembic/env.py").write_text(configured)


def write(folder, count, server, database=lambda tool: "bench"):
    """Writes a project of `count` revisions for each tool into `folder`, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in ["revisor/versions", "goose", "flyway", "liquibase"]:
        (folder / path).mkdir(parents=True)
    (folder / "revisor/revisor.yaml").write_text("")
    alembic(folder, server, database("alembic"))
    changelog, script = ["--liquibase formatted sql"], []
    for number in range(1, count + 1):
        create = "CREATE TABLE t%d (id integer PRIMARY KEY, name text NOT NULL, price numeric(10, 2))" % number
        insert = "INSERT INTO t%d VALUES (1, 'first', 1.50)" % number
        values = {
            "number": number, "id": identity(number), "create": create, "insert": insert,
            "parent": repr(identity(number - 1)) if number > 1 else None,
            "revises": "-- revisor:revises %s\n" % identity(number - 1) if number > 1 else "",
        }
        (folder / ("revisor/versions/%s_table.sql" % identity(number))).write_text(REVISION_SQL.format(**values))
        (folder / ("alembic/versions/%s_table.py" % identity(number))).write_text(REVISION_PY.format(**values))
        (folder / ("goose/%05d_table.sql" % number)).write_text(
            "-- +goose Up\n%s;\n%s;\n\n-- +goose Down\nDROP TABLE t%d;\n" % (create, insert, number))
        (folder / ("flyway/V%d__table.sql" % number)).write_text("%s;\n%s;\n" % (create, insert))
        changelog.append("--changeset bench:%d\n%s;\n%s;\n--rollback DROP TABLE t%d;" % (number, create, insert, number))
        script.append("BEGIN;\n%s;\n%s;\nCOMMIT;" % (create, insert))
    (folder / "liquibase/changelog.sql").write_text("\n".join(changelog) + "\n")
    (folder / "psql.sql").write_text("\n".join(script) + "\n")
