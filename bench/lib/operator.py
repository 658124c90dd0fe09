"""The operator as its image starts it, without a container: the same runtime, flags, jars and cache of classes."""

import http.client
import pathlib
import subprocess
import time

from bench.lib.cluster import Process, free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = ROOT / "target/images/operator"


def build():
    subprocess.run([ROOT / "dev/images", "operator"], check=True, stdout=subprocess.DEVNULL)
    if not HOME.exists():
        raise SystemExit("bench: the image is up to date, but %s, which it was made of, is gone; remove the image first" % HOME)


def get(host, port, path, timeout=30):
    """The text of an answer, None where nobody answers or it is not the 200."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        return text if answer.status == 200 else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


class Operator(Process):
    """Started at once."""

    def __init__(self, kubernetes, namespace, log, limit_mib, flags=(), settings=None):
        """limit_mib: what the container's limit would be; the JVM makes its heap of it."""
        self.port = free_port()
        environment = {
            **kubernetes.as_in_a_pod(), "KUBERNETES_NAMESPACE": namespace, "QUARKUS_HTTP_PORT": str(self.port),
            "REVISOR_LEASE_NAME": "revisor", "MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "32768",
            **(settings or {}),
        }
        command = [
            HOME / "runtime/bin/java", "@../options", "-Xms8m", "-Xmx%dm" % (limit_mib * self.share() // 100),
            "-XX:SharedArchiveFile=../operator.jsa", *flags, "-jar", "quarkus-run.jar",
        ]
        super().__init__(command, environment, log, HOME / "app")

    @staticmethod
    def share():
        """The heap's share of the limit, in per cent."""
        lines = (HOME / "options").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("-XX:MaxRAMPercentage=")).split("=")[1])

    def get(self, path):
        return get("127.0.0.1", self.port, path)

    def await_started(self):
        """Waits until its startup probe would be content."""
        while self.get("/q/health/started") is None:
            if self.process.poll() is not None:
                raise SystemExit("bench: the operator ended: " + self.log.read_text()[-2000:])
            time.sleep(0.01)
