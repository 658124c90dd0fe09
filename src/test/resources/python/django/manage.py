"""A Django project in one file: `manage.py migrate`, `manage.py ddl`."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.postgres", "shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "localhost", "USER": "postgres",
                           "NAME": os.environ["DATABASE"], "PORT": os.environ["DATABASE_PORT"]}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()


def ddl():
    """Prints what sqlmigrate prints of every migration, in their order."""
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    for leaf in graph.leaf_nodes():
        for app, name in graph.forwards_plan(leaf):
            if (app, name) not in seen:
                seen.add((app, name))
                call_command("sqlmigrate", app, name)


seen = set()
if sys.argv[1] == "ddl":
    ddl()
else:
    execute_from_command_line(sys.argv)
