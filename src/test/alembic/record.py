"""Records what Alembic plans for random graphs, one JSON document a line.

    pip install alembic==1.20.1
    python record.py 600 > ../resources/dev/revisor/plan/alembic.jsonl

Each line: the revisions, the version rows before, a command with its target, and either the steps
with the rows after each, or Alembic's refusal.
"""
import json
import random
import sys
import warnings

from alembic.runtime.migration import HeadMaintainer, RevisionStep
from alembic.script.revision import Revision, RevisionMap

warnings.simplefilter("ignore")


class Rows(HeadMaintainer):
    """The version table without a database."""

    def __init__(self, heads):
        self.heads = set(heads)

    def _insert_version(self, version):
        assert version not in self.heads
        self.heads.add(version)

    def _delete_version(self, version):
        self.heads.remove(version)

    def _update_version(self, from_, to_):
        assert to_ not in self.heads
        self.heads.remove(from_)
        self.heads.add(to_)


class Script(Revision):
    module = type("module", (), {"upgrade": None, "downgrade": None})
    doc = ""


def random_graph(rnd):
    count = rnd.randint(1, 14)
    revisions = []
    for number in range(count):
        ident = "%s%05x" % (rnd.choice("abcdef"), number * 7919 + rnd.randint(0, 7000))
        earlier = [r["id"] for r in revisions]
        parents = []
        if earlier and rnd.random() > 0.15:
            leaves = [i for i in earlier if not any(i in r["revises"] for r in revisions)]
            pool = leaves if rnd.random() < 0.75 else earlier
            parents = rnd.sample(pool, min(len(pool), rnd.choice([1, 1, 1, 1, 2, 2, 3])))
        depends = []
        if earlier and rnd.random() < 0.2:
            depends = rnd.sample(earlier, 1)
        labels = ["label%d" % number] if rnd.random() < 0.2 else []
        revisions.append({"id": ident, "revises": parents, "dependsOn": depends, "labels": labels})
    rnd.shuffle(revisions)
    revisions.sort(key=lambda r: r["id"])
    return revisions


def map_of(revisions):
    scripts = [
        Script(r["id"], tuple(r["revises"]) or None, tuple(r["dependsOn"]) or None,
               tuple(r["labels"]) or None)
        for r in revisions
    ]
    found = RevisionMap(lambda: scripts)
    found._revision_map
    return found


def steps_of(map_, command, target, rows):
    current = tuple(sorted(rows))
    if command == "upgrade":
        order = reversed(list(map_.iterate_revisions(target, current, implicit_base=True)))
    else:
        order = map_.iterate_revisions(current, target, select_for_downgrade=True)
    return [RevisionStep(map_, script, command == "upgrade") for script in order]


def play(map_, steps, rows):
    table = Rows(rows)
    played = []
    for step in steps:
        table.update_to_step(step)
        played.append({"revision": step.revision.revision, "rows": sorted(table.heads)})
    return played, sorted(table.heads)


def target_for(rnd, command, revisions):
    revision = rnd.choice(revisions)["id"]
    labels = [label for r in revisions for label in r["labels"]]
    choices = [revision, revision, revision]
    if command == "upgrade":
        choices += ["heads", "head", "+1", "+2", revision + "+1"]
        choices += [label + "@head" for label in labels] + [label + "@+1" for label in labels]
    else:
        choices += ["base", "-1", "-2", revision + "-1"]
        choices += [label + "@base" for label in labels] + [label + "@-1" for label in labels]
    return rnd.choice(choices)


def main(count):
    rnd = random.Random(20261124)
    recorded = 0
    while recorded < count:
        revisions = random_graph(rnd)
        map_ = map_of(revisions)
        rows = []
        for _ in range(4):
            command = rnd.choice(["upgrade", "upgrade", "downgrade"]) if rows else "upgrade"
            target = target_for(rnd, command, revisions)
            line = {"revisions": revisions, "rows": rows, "command": command, "target": target}
            try:
                steps, after = play(map_, steps_of(map_, command, target, rows), rows)
                line["steps"] = steps
            except Exception as error:
                line["error"] = "%s: %s" % (type(error).__name__, error)
                after = rows
            print(json.dumps(line, separators=(",", ":")))
            recorded += 1
            rows = after


main(int(sys.argv[1]))
