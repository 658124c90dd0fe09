"""What Alembic's own commands print and write for random projects, one JSON document a project and line.

    python prints.py PROJECTS SEED

The graphs are those of record.py, here as real files with a real environment. Each line has the
revisions, the version rows of the database, and for each command its arguments with what it
printed (`out`), the parents and dependencies of the file that it wrote (`made`), or its refusal
(`error`).
"""
import contextlib
import importlib.util
import io
import json
import pathlib
import random
import sys
import tempfile
import warnings

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from record import Recorder, line_of, random_graph

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True

ENVIRONMENT = """
from alembic import context
context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
"""
TEMPLATE = """down_revision = ${repr(down_revision)}
depends_on = ${repr(depends_on)}
branch_labels = ${repr(branch_labels)}
revision = ${repr(up_revision)}
def upgrade(): pass
def downgrade(): pass
"""
CREATED = "2026-11-23T10:15:00Z"


def file_of(revision):
    revises = revision["revises"]
    doc = ["message of " + revision["id"], "", "Revision ID: " + revision["id"]]
    doc += ["Revises: " + ", ".join(revises)] if revises else []
    doc += ["Create Date: " + CREATED, ""]
    return '"""%s\n"""\nrevision = %r\ndown_revision = %r\ndepends_on = %r\nbranch_labels = %r\n' % (
        "\n".join(doc), revision["id"], tuple(revises) or None, tuple(revision["dependsOn"]) or None,
        tuple(revision["labels"]) or None,
    ) + "def upgrade(): pass\ndef downgrade(): pass\n"


def read(path):
    spec = importlib.util.spec_from_file_location("made", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(value):
    return [value] if isinstance(value, str) else list(value or ())


class Project:
    def __init__(self, folder, rnd, revisions, connection):
        self.folder = pathlib.Path(folder)
        self.rnd = rnd
        self.revisions = revisions
        self.connection = connection
        (self.folder / "versions").mkdir()
        (self.folder / "env.py").write_text(ENVIRONMENT)
        (self.folder / "script.py.mako").write_text(TEMPLATE)
        for revision in revisions:
            (self.folder / "versions" / (revision["id"] + ".py")).write_text(file_of(revision))

    def run(self, name, *arguments, **options):
        self.out = io.StringIO()
        config = Config(stdout=self.out)
        config.set_main_option("script_location", str(self.folder))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = self.connection
        with contextlib.redirect_stdout(sys.stderr):
            return getattr(command, name)(config, *arguments, **options)

    def printed(self, words, name, *arguments, **options):
        try:
            self.run(name, *arguments, **options)
            return {"command": words, "out": self.out.getvalue()}
        except Exception as error:
            return {"command": words, "error": "%s: %s" % (type(error).__name__, error)}

    def made(self, words, name, *arguments, **options):
        before = set(self.folder.glob("versions/*.py"))
        try:
            self.run(name, *arguments, **options)
            new = set(self.folder.glob("versions/*.py")) - before
            module = read(new.pop())
            return {"command": words, "made": [texts(module.down_revision), texts(module.depends_on)]}
        except Exception as error:
            return {"command": words, "error": "%s: %s" % (type(error).__name__, error)}
        finally:
            for path in set(self.folder.glob("versions/*.py")) - before:
                path.unlink()

    def name(self):
        """A revision, in one of the ways to name one."""
        revision = self.rnd.choice(self.revisions)["id"]
        labels = [name for r in self.revisions for name in r["labels"]]
        branch = self.rnd.choice(labels) if labels else revision
        return self.rnd.choice([
            revision, revision[:5], revision[:4], branch, branch + "@head", branch + "@heads",
            branch + "@" + revision, revision + "@head", "head", "heads", "nope", "0000",
        ])

    def head(self):
        """A head, as a rule."""
        if self.rnd.random() < 0.3:
            return self.name()
        heads = [r["id"] for r in self.revisions if not any(r["id"] in o["revises"] for o in self.revisions)]
        return self.rnd.choice(heads + ["heads"])

    def range(self):
        lower = self.rnd.choice(["", "base", "current", "-2", self.name()])
        return lower + ":" + self.rnd.choice(["", "head", "heads", "current", "+2", self.name()])

    def commands(self):
        for words, name, options in [
            ("heads", "heads", {}),
            ("heads -v", "heads", {"verbose": True}),
            ("heads --resolve-dependencies", "heads", {"resolve_dependencies": True}),
            ("branches", "branches", {}),
            ("branches -v", "branches", {"verbose": True}),
            ("history", "history", {}),
            ("history -v", "history", {"verbose": True}),
            ("history -i", "history", {"indicate_current": True}),
            ("current", "current", {}),
            ("current -v", "current", {"verbose": True}),
            ("current --check-heads", "current", {"check_heads": True}),
        ]:
            yield self.printed(words, name, **options)
        for name in ["current", self.name(), self.name(), self.name()]:
            yield self.printed("show " + name, "show", name)
        for _ in range(3):
            between = self.range()
            yield self.printed("history -r " + between, "history", between)
        yield from self.files()

    def files(self):
        for _ in range(2):
            names = [self.head() for _ in range(self.rnd.choice([1, 2, 2, 3]))]
            yield self.made("merge " + " ".join(names), "merge", names, rev_id="made")
            head = self.head()
            splice = self.rnd.random() < 0.4
            needs = [self.name()] if self.rnd.random() < 0.5 else []
            yield self.made(
                "revision --head " + head + (" --splice" if splice else "")
                + "".join(" --depends-on " + need for need in needs),
                "revision", head=head, splice=splice, depends_on=needs or None, rev_id="made",
            )


def project(rnd):
    revisions = random_graph(rnd)
    with create_engine("sqlite://").connect() as connection, tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(rnd, revisions, connection)
        rows = recorder.rows(rnd.randint(0, 4))
        connection.execute(text("DELETE FROM alembic_version"))
        for row in rows:
            connection.execute(text("INSERT INTO alembic_version VALUES (:row)"), {"row": row})
        connection.commit()
        commands = list(Project(folder, rnd, revisions, connection).commands())
        return {"revisions": [line_of(r) for r in revisions], "rows": " ".join(rows), "commands": commands}


def main(count, seed):
    for number in range(count):
        found = project(random.Random("%d/%d" % (seed, number)))
        print(json.dumps(found, separators=(",", ":")))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
