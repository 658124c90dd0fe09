"""A model as an application declares it."""

import enum

from sqlalchemy import (ARRAY, BigInteger, CheckConstraint, Computed, DateTime, Enum, ForeignKey, Identity, Index, MetaData,
                        Numeric, Sequence, String, Text, UniqueConstraint, func, text)
from sqlalchemy.dialects.postgresql import ExcludeConstraint, JSONB, TSTZRANGE, UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMES = {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
         "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Mood(enum.Enum):
    HAPPY = "happy"
    SAD = "sad"


class User(Base):
    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("ix_user_lower_name", func.lower(text("name"))),
        Index("ix_user_active", "name", postgresql_where=text("mood = 'HAPPY'"), postgresql_include=["mood"]),
        {"comment": "people; who's who"},
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(String(50), index=True, comment="shown; 100%")
    mood: Mapped[Mood | None] = mapped_column(Enum(Mood))
    born: Mapped[DateTime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    settings: Mapped[dict] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    posts: Mapped[list["Post"]] = relationship(back_populates="author")


class Post(Base):
    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("author_id", "title", deferrable=True, initially="DEFERRED"), {"schema": "blog"})
    id: Mapped[UUID] = mapped_column(UUID, primary_key=True, server_default=text("gen_random_uuid()"))
    number: Mapped[int] = mapped_column(Sequence("post_number", schema="blog", start=100), nullable=False)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    author: Mapped[User] = relationship(back_populates="posts")
    title: Mapped[str] = mapped_column(Text, server_default="o'clock")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    price: Mapped[Numeric] = mapped_column(Numeric(8, 2))
    gross: Mapped[Numeric] = mapped_column(Numeric, Computed("price * 1.2", persisted=True))


class Booking(Base):
    __tablename__ = "booking"
    __table_args__ = (ExcludeConstraint(("during", "&&"), name="one_at_a_time"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    during: Mapped[TSTZRANGE] = mapped_column(TSTZRANGE)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
