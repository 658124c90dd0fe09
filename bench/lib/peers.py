"""The peers: installed once under the user's cache folder, in the versions that bench/peers pins."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PINS = ROOT / "bench" / "peers"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "revisor" / "bench"


def require(program, package):
    if not shutil.which(program):
        raise SystemExit("bench: %s is missing; install %s" % (program, package))


def installed(name, pin, install):
    """The folder of a peer; install(folder) fills it unless it is there in this version."""
    folder, mark = CACHE / name, CACHE / name / ".pin"
    if not mark.exists() or mark.read_text() != pin:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print("bench: installing %s" % name, file=sys.stderr)
        install(folder)
        mark.write_text(pin)
    return folder


def quietly(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        raise SystemExit("bench: %s failed:\n%s" % (" ".join(map(str, command)), done.stdout))


def from_maven(profile):
    pin = (PINS / "pom.xml").read_text()
    return installed(
        profile, pin,
        lambda folder: quietly(
            ROOT / "mvnw", "-B", "-ntp", "-f", PINS / "pom.xml", "-P", profile,
            "-Dpeers.folder=%s" % folder, "dependency:copy-dependencies",
        ),
    )


def java():
    """The java that the runner's own runtime is made from."""
    home = subprocess.run(
        ["bash", "-c", 'source "$1/dev/lib/java"; echo "$JAVA_HOME"', "bench", str(ROOT)],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout.strip()
    return home + "/bin/java"


def from_pip(name, requirements):
    """A program of Python packages, in an environment of its own."""
    pins = PINS / requirements

    def install(folder):
        quietly(sys.executable, "-m", "venv", folder)
        quietly(folder / "bin" / "pip", "install", "-q", "-r", pins)

    return installed(name, pins.read_text(), install) / "bin" / name


def from_go(name, package, tags):
    """A program of a Go module, in the version that NAME.version says."""
    version = (PINS / (name + ".version")).read_text().strip()
    folder = installed(
        name, version,
        lambda folder: quietly(
            "go", "install", "-tags", " ".join(tags), package + "@" + version, env={**os.environ, "GOBIN": str(folder)},
        ),
    )
    return folder / package.rpartition("/")[2]


def alembic():
    return from_pip("alembic", "requirements.txt")


def migra():
    return from_pip("migra", "migra.txt")


def dbmate():
    return from_pip("dbmate", "dbmate.txt")


def goose():
    drivers = ["clickhouse", "libsql", "mssql", "mysql", "sqlite3", "vertica", "ydb"]
    return from_go("goose", "github.com/pressly/goose/v3/cmd/goose", ["no_" + driver for driver in drivers])


def golang_migrate():
    return from_go("golang-migrate", "github.com/golang-migrate/migrate/v4/cmd/migrate", ["postgres"])


def revisor():
    """The runner as its image starts it, without the look at the sources that dev/revisor takes first."""
    quietly(ROOT / "dev" / "revisor", "--version")
    home = pathlib.Path((ROOT / "target" / "revisor" / "built").read_text().strip())
    return [home / "runtime" / "bin" / "java", "@%s" % (home / "options"), home / "bin" / "revisor"]


# what each tool is told: to bring a database to the newest revision, to say where it is
UP = {"revisor": ["upgrade", "head"], "alembic": ["upgrade", "head"], "goose": ["up"], "flyway": ["migrate"], "liquibase": ["update"]}
STATUS = {"revisor": ["current"], "alembic": ["current"], "goose": ["status"], "flyway": ["info"], "liquibase": ["status"]}


def commands(tool, folder, database, server, words=UP):
    """What does that with `database`: (command, environment)."""
    environment = {**server.environment, "PGDATABASE": database}
    jdbc = "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=%s" % (server.port, database, environment["PGSSLMODE"])
    match tool:
        case "revisor":
            return [*revisor(), "-d", folder / "revisor", *words[tool]], environment
        case "alembic":
            return [alembic(), "-c", folder / "alembic.ini", *words[tool]], environment
        case "psql":
            return ["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f", folder / "psql.sql"], environment
        case "goose":
            connection = "sslmode=" + environment["PGSSLMODE"]
            return [goose(), "-dir", folder / "goose", "postgres", connection, *words[tool]], environment
        case "flyway":
            return [
                java(), "-cp", "%s/*" % from_maven("flyway"), "org.flywaydb.commandline.Main",
                "-url=" + jdbc, "-user=postgres", "-locations=filesystem:%s" % (folder / "flyway"), *words[tool],
            ], {"FLYWAY_PASSWORD": server.password}
        case "liquibase":
            return [
                java(), "-cp", "%s/*" % from_maven("liquibase"),
                "liquibase.integration.commandline.LiquibaseCommandLine", "--search-path=%s" % (folder / "liquibase"),
                "--url=" + jdbc, "--username=postgres", "--changelog-file=changelog.sql", *words[tool],
            ], {"LIQUIBASE_COMMAND_PASSWORD": server.password}
    raise SystemExit("bench: no peer is called " + tool)


TOOLS = ["psql", "revisor", "alembic", "goose", "flyway", "liquibase"]


def versions(server):
    yield "PostgreSQL %s (fsync %s), alembic, SQLAlchemy and psycopg: %s; goose %s; %s" % (
        server.version(), server.sql("postgres", "SHOW fsync").strip(),
        ", ".join((PINS / "requirements.txt").read_text().split()),
        (PINS / "goose.version").read_text().strip(),
        ", ".join(
            sorted(jar.stem for name, jar in [
                ("flyway", next(from_maven("flyway").glob("flyway-core-*.jar"))),
                ("liquibase", next(from_maven("liquibase").glob("liquibase-core-*.jar"))),
            ])
        ),
    )
