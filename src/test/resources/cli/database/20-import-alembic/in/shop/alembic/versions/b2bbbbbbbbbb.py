"""b2bbbbbbbbbb

Revision ID: b2bbbbbbbbbb
Revises: 'a1aaaaaaaaaa'
Create Date: 2024-02-01 12:00:00

"""
from alembic import op
import sqlalchemy as sa
revision = 'b2bbbbbbbbbb'
down_revision = 'a1aaaaaaaaaa'
branch_labels = ('shop',)
depends_on = None

def upgrade():
    
    with op.get_context().autocommit_block():
        op.execute('CREATE INDEX CONCURRENTLY i ON users (name)')
    op.execute('INSERT INTO users VALUES (1)')

def downgrade():
    op.drop_index('i')
