package dev.revisor.cli;

import dev.revisor.support.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A project as people write them for Alembic, in Python.
final class AlembicProjects {
  private static final String CONFIGURATION =
      """
      [project]
      name = "shop"

      [tool.alembic]
      script_location = "%(here)s/scripts"
      # where revisions are
      version_locations = [
        "%(here)s/scripts/versions",
        "%(here)s/orders/versions",
      ]
      """;
  private static final String ENVIRONMENT =
      """
      from alembic import context
      from sqlalchemy import create_engine

      url = context.get_x_argument(as_dictionary=True).get("url", "postgresql+psycopg://")
      if context.is_offline_mode():
          context.configure(url=url, literal_binds=True)
          with context.begin_transaction():
              context.run_migrations()
      else:
          with create_engine(url).connect() as connection:
              context.configure(connection=connection)
              with context.begin_transaction():
                  context.run_migrations()
      """;
  private static final String FIRST =
      """
      \"""create users\"""
      from alembic import op
      import sqlalchemy as sa

      revision = "a1a1a1a1a1a1"
      down_revision = None
      branch_labels = ("shop",)

      def upgrade():
          op.create_table(
              "users",
              sa.Column("id", sa.Integer(), primary_key=True),
              sa.Column("name", sa.Text(), nullable=False),
          )

      def downgrade():
          op.drop_table("users")
      """;
  private static final String SECOND =
      """
      \"""index names\"""
      from alembic import op
      import sqlalchemy as sa

      revision = "b2b2b2b2b2b2"
      down_revision = "a1a1a1a1a1a1"

      def upgrade():
          op.create_index("users_name", "users", [sa.text("lower(name)")])

      def downgrade():
          op.drop_index("users_name", table_name="users")
      """;
  private static final String THIRD =
      """
      \"""create orders\"""
      from alembic import op
      import sqlalchemy as sa

      revision = "c3c3c3c3c3c3"
      down_revision = "b2b2b2b2b2b2"

      def upgrade():
          op.add_column("users", sa.Column("mail", sa.Text(), unique=True))
          op.create_table(
              "orders",
              sa.Column("id", sa.BigInteger(), primary_key=True),
              sa.Column("by", sa.Integer(), sa.ForeignKey("users.id")),
          )

      def downgrade():
          op.drop_table("orders")
          op.drop_column("users", "mail")
      """;

  private AlembicProjects() {}

  /// Configured in `pyproject.toml`; the last revision is in a place of its own.
  static ForeignProject ofSeveralLocations(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("scripts/versions"));
    Files.createDirectories(folder.resolve("orders/versions"));
    Files.writeString(folder.resolve("pyproject.toml"), CONFIGURATION);
    Files.writeString(folder.resolve("scripts/env.py"), ENVIRONMENT);
    Files.writeString(folder.resolve("scripts/versions/a1_users.py"), FIRST);
    Files.writeString(folder.resolve("scripts/versions/b2_names.py"), SECOND);
    Files.writeString(folder.resolve("orders/versions/c3_orders.py"), THIRD);
    var configuration = folder.resolve("pyproject.toml").toString();
    return new ForeignProject(
        "alembic",
        folder,
        to ->
            List.of(
                Peers.alembic(),
                "-c",
                configuration,
                "-x",
                "url=" + to.url().replace("postgresql:", "postgresql+psycopg:")),
        List.of("upgrade", "b2b2b2b2b2b2"),
        List.of("upgrade", "heads"),
        List.of("downgrade", "-1"));
  }
}
