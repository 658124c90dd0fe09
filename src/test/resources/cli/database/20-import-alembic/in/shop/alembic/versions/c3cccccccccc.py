"""c3cccccccccc

Revision ID: c3cccccccccc
Revises: 'a1aaaaaaaaaa'
Create Date: 2024-02-01 12:00:00

"""
from alembic import op
import sqlalchemy as sa
revision = 'c3cccccccccc'
down_revision = 'a1aaaaaaaaaa'
branch_labels = 'net'
depends_on = None

def upgrade():
    op.bulk_insert(sa.table('users', sa.column('id', sa.Integer)), [{'id': 5}])

def downgrade():
    raise NotImplementedError('no way')
