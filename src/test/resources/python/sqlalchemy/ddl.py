"""Prints the DDL of the models."""

from sqlalchemy import create_mock_engine

from models import Base


def show(statement, *_, **__):
    print(str(statement.compile(dialect=engine.dialect)).strip() + ";")


engine = create_mock_engine("postgresql+psycopg://", show, paramstyle="named")
print("CREATE SCHEMA blog;")
Base.metadata.create_all(engine, checkfirst=False)
