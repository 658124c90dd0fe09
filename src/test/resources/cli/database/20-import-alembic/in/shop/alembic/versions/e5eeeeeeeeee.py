"""Copy the users

Revision ID: e5eeeeeeeeee
Revises:
Create Date: 2024-02-01 12:00:00+01:00

"""
import sqlalchemy as sa
from alembic import op

revision = "e5eeeeeeeeee"
down_revision = None
branch_labels = [
    "other",  # a branch of its own
]
depends_on = ("b2bbbbbbbbbb",)


def upgrade():
    for row in op.get_bind().execute(sa.text("select id from users")):
        op.execute("select %d" % row.id)


def downgrade():
    pass
