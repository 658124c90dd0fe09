"""Records what Alembic does with random graphs, one JSON document a graph and line.

    python3 -m venv /tmp/alembic && /tmp/alembic/bin/pip install alembic==1.20.1 SQLAlchemy==2.1.9
    /tmp/alembic/bin/python record.py 300 > ../resources/dev/revisor/plan/alembic.jsonl

    python record.py GRAPHS [SEED]

Each line has the revisions (`parent,parent -> id ^dependency #label`), what Alembic makes of the
graph, and cases: a command and its targets from given version rows, with the steps, the kind of
row changes and the rows after each, or Alembic's refusal. The version rows are those of a real
table, in SQLite.
"""
import json
import random
import sys
import warnings

from alembic.runtime.migration import HeadMaintainer, MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import Revision, RevisionMap
from sqlalchemy import create_engine

warnings.simplefilter("ignore")


class Map(RevisionMap):
    """Keeps dependencies in the order written, which Alembic leaves to the hash of a set."""

    def _normalize_depends_on(self, revisions, map_):
        super()._normalize_depends_on(revisions, map_)
        for revision in revisions:
            kept = set(revision._normalized_resolved_dependencies)
            revision._normalized_resolved_dependencies = tuple(
                d for d in revision._resolved_dependencies if d in kept
            )


class Table(HeadMaintainer):
    """Notes what happens to the rows: i(nsert), d(elete), u(pdate)."""

    def __init__(self, context, rows):
        super().__init__(context, ())
        for row in rows:
            self._insert_version(row)
        self.seen = ""

    def _insert_version(self, version):
        super()._insert_version(version)
        self.seen = getattr(self, "seen", "") + "i"

    def _delete_version(self, version):
        super()._delete_version(version)
        self.seen += "d"

    def _update_version(self, from_, to_):
        super()._update_version(from_, to_)
        self.seen += "u"

    def play(self, step):
        self.seen = ""
        self.update_to_step(step)
        rows = sorted(self.context.get_current_heads())
        assert rows == sorted(self.heads)
        return "".join(sorted(self.seen)), rows


class Script(Revision):
    module = type("module", (), {"upgrade": None, "downgrade": None})
    doc = ""


def directory_of(revisions):
    scripts = [
        Script(r["id"], tuple(r["revises"]) or None, tuple(r["dependsOn"]) or None,
               tuple(r["labels"]) or None)
        for r in revisions
    ]
    directory = ScriptDirectory.__new__(ScriptDirectory)
    directory.revision_map = Map(lambda: scripts)
    directory.revision_map._revision_map
    return directory


def random_graph(rnd):
    """From tidy (long lines, few merges) to wild (parents and dependencies at random)."""
    wild = rnd.choice([0.05, 0.25, 0.5])
    roots = rnd.choice([0.02, 0.1, 0.2])
    revisions = []
    for number in range(rnd.randint(1, rnd.choice([6, 10, 16]))):
        ident = "%08x" % rnd.getrandbits(32)
        earlier = [r["id"] for r in revisions]
        parents, depends, labels = [], [], []
        if earlier and rnd.random() > roots:
            tips = [i for i in earlier if not any(i in r["revises"] for r in revisions)]
            pool = earlier if rnd.random() < wild else tips
            parents = rnd.sample(pool, min(len(pool), rnd.choice([1, 1, 1, 1, 1, 2, 2, 3])))
        if earlier and rnd.random() < wild / 2:
            depends = rnd.sample(earlier, min(len(earlier), rnd.choice([1, 1, 2])))
        if rnd.random() < (0.2 if parents else 0.7):
            labels = ["label%d" % number] + (["other%d" % number] if rnd.random() < 0.1 else [])
        revisions.append({"id": ident, "revises": parents, "dependsOn": depends, "labels": labels})
    labelled = {r["id"]: r["labels"][0] for r in revisions if r["labels"]}
    for revision in revisions:
        revision["dependsOn"] = [
            labelled[d] if d in labelled and rnd.random() < 0.5 else d for d in revision["dependsOn"]
        ]
    revisions.sort(key=lambda r: r["id"])
    return revisions


def line_of(revision):
    parents = ",".join(revision["revises"])
    words = [parents, "->", revision["id"]] if parents else [revision["id"]]
    words += ["^" + d for d in revision["dependsOn"]] + ["#" + name for name in revision["labels"]]
    return " ".join(words)


def target_for(rnd, command, revisions):
    revision = rnd.choice(revisions)["id"]
    other = rnd.choice(revisions)["id"]
    labels = [name for r in revisions for name in r["labels"]]
    branch = rnd.choice(labels + labels + [other])
    steps = rnd.choice("11123")
    any_command = [revision, revision, revision, revision[:5], branch, "%s@%s" % (branch, revision)]
    choices = {
        "upgrade": ["head", "heads", "heads", "base", "+" + steps, "+" + steps, branch + "@head",
                    branch + "@head", branch + "@heads", branch + "@base", branch + "@+" + steps,
                    branch + "@+" + steps, revision + "+" + steps, revision + "-" + steps,
                    "head-" + steps, branch + "@" + revision + "-" + steps,
                    branch + "@" + revision + "+" + steps, "-" + steps, "base+" + steps],
        "downgrade": ["base", "base", "base+" + steps, branch + "@base+" + steps, "head",
                      "-" + steps, "-" + steps, "-" + steps,
                      branch + "@base", branch + "@base", branch + "@-" + steps,
                      branch + "@-" + steps, revision + "-" + steps, revision + "+" + steps,
                      branch + "@" + revision + "-" + steps, "+" + steps],
        "stamp": ["head", "heads", "base", branch + "@head", branch + "@base", branch + "@heads"],
    }
    return rnd.choice(any_command + choices[command])


def range_for(rnd, revisions):
    labels = [name for r in revisions for name in r["labels"]] or ["label"]
    lower = ["", "", "base", "-1", "-2", rnd.choice(labels) + "@base"]
    upper = ["", "", "head", "heads", "+1", "+2", rnd.choice(labels) + "@head"]
    lower += [r["id"] for r in rnd.sample(revisions, min(4, len(revisions)))]
    upper += [r["id"] for r in rnd.sample(revisions, min(4, len(revisions)))]
    return rnd.choice(lower), rnd.choice(upper)


class Recorder:
    def __init__(self, rnd, revisions, connection):
        self.rnd = rnd
        self.revisions = revisions
        self.directory = directory_of(revisions)
        self.context = MigrationContext.configure(connection)
        self.context._version.create(connection)

    def steps(self, command, targets, rows):
        current = tuple(sorted(rows))
        if command == "upgrade":
            return self.directory._upgrade_revs(targets[0], current)
        if command == "downgrade":
            return self.directory._downgrade_revs(targets[0], current)
        return self.directory._stamp_revs(tuple(targets), current)

    def case(self, command, targets, rows):
        case = {"command": command, "rows": " ".join(rows), "targets": " ".join(targets)}
        connection = self.context.connection
        connection.execute(self.context._version.delete())
        try:
            table = Table(self.context, rows)
            case["steps"] = []
            after = rows
            for step in self.steps(command, targets, rows):
                kinds, after = table.play(step)
                name = step.revision.revision if command != "stamp" else "stamp"
                case["steps"].append("%s %s: %s" % (name, kinds, " ".join(after)))
            if command == "stamp":
                case["steps"] = ["stamp: " + " ".join(after)]
        except Exception as error:
            case["error"] = "%s: %s" % (type(error).__name__, error)
            del case["steps"]
            after = rows
        return case, after

    def history(self):
        lower, upper = range_for(self.rnd, self.revisions)
        case = {"command": "history", "rows": "", "targets": lower + ":" + upper}
        try:
            shown = self.directory.walk_revisions(lower or "base", upper or "heads")
            case["shown"] = " ".join(r.revision for r in shown)
        except Exception as error:
            case["error"] = "%s: %s" % (type(error).__name__, error)
        return case

    def random_case(self, rows):
        command = self.rnd.choice(["upgrade", "upgrade", "downgrade", "stamp"])
        if not rows and command == "downgrade":
            command = "upgrade"
        count = self.rnd.choice([1, 1, 2]) if command == "stamp" else 1
        targets = [target_for(self.rnd, command, self.revisions) for _ in range(count)]
        return self.case(command, targets, rows)

    def rows(self, commands):
        """The version rows after some commands."""
        rows = []
        for _ in range(commands):
            _, rows = self.random_case(rows)
        return rows

    def cases(self):
        rows = []
        for _ in range(6):
            case, rows = self.random_case(rows)
            yield case
        for _ in range(2):
            yield self.history()

    def graph(self):
        map_ = self.directory.revision_map
        every = [map_.get_revision(r["id"]) for r in self.revisions]
        return {
            "revisions": [line_of(r) for r in self.revisions],
            "heads": " ".join(map_.heads),
            "effectiveHeads": " ".join(map_._real_heads),
            "bases": " ".join(map_.bases),
            "branchPoints": " ".join(r.revision for r in every if r.is_branch_point),
            "mergePoints": " ".join(r.revision for r in every if r.is_merge_point),
            "labels": {r.revision: " ".join(sorted(r.branch_labels))
                       for r in every if r.branch_labels},
            "history": " ".join(r.revision for r in self.directory.walk_revisions()),
            "cases": list(self.cases()),
        }


def main(count, seed):
    for number in range(count):
        rnd = random.Random("%d/%d" % (seed, number))
        with create_engine("sqlite://").connect() as connection:
            graph = Recorder(rnd, random_graph(rnd), connection).graph()
        print(json.dumps(graph, separators=(",", ":")))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20261124)
