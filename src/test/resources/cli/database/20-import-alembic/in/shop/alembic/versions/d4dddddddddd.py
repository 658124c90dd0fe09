"""d4dddddddddd

Revision ID: d4dddddddddd
Revises: ('b2bbbbbbbbbb', 'c3cccccccccc')
Create Date: 2024-02-01 12:00:00

"""
from alembic import op
import sqlalchemy as sa
revision = 'd4dddddddddd'
down_revision = ('b2bbbbbbbbbb', 'c3cccccccccc')
branch_labels = None
depends_on = None

def upgrade():
    pass

def downgrade():
    pass
