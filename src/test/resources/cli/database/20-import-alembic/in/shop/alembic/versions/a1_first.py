"""create users

More text of the docstring.

Revision ID: a1aaaaaaaaaa
Revises: 
Create Date: 2024-01-31 12:00:00.123456

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a1aaaaaaaaaa'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('users', sa.Column('id', sa.Integer(), nullable=False), sa.Column('name', sa.String(50), server_default="a:b"), sa.PrimaryKeyConstraint('id'))
    op.execute("-- Running upgrade x -> y\nSELECT 1")


def downgrade() -> None:
    op.drop_table('users')
