"""Makes the models' tables in the database that an URL names."""

import sys

from sqlalchemy import create_engine, text

from models import Base

with create_engine(sys.argv[1]).begin() as connection:
    connection.execute(text("CREATE SCHEMA blog"))
    Base.metadata.create_all(connection)
