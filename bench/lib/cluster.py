"""A real API server with its etcd and no node, as `dev/cluster components` has them, and a client of it."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import re
import secrets
import socket
import ssl
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNVERIFIED = ssl._create_unverified_context()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Refused(Exception):
    """An answer other than 2xx."""


class Cluster:
    def __init__(self, programs, folder, port, token):
        self.programs, self.folder, self.port, self.token = programs, folder, port, token
        self.kubeconfig = folder / "kubeconfig"
        self.certificates = folder / "certificates"
        self.local = threading.local()

    def call(self, method, path, body=None, kind="application/json"):
        """Asks and returns the answer as an object. A connection a thread, opened again where it was closed."""
        for attempt in (1, 2):
            connection = getattr(self.local, "connection", None) or self.connect()
            self.local.connection = connection
            try:
                connection.request(method, path, json.dumps(body) if body is not None else None, self.headers(kind))
                answer = connection.getresponse()
                text = answer.read()
            except (OSError, http.client.HTTPException):
                self.local.connection = None
                if attempt == 2:
                    raise
                continue
            if answer.status >= 300:
                raise Refused("%s %s: %d %s" % (method, path, answer.status, text[:300]))
            return json.loads(text) if text[:1] == b"{" else text.decode()

    def headers(self, kind="application/json"):
        return {"Authorization": "Bearer " + self.token, "Content-Type": kind}

    def connect(self):
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=UNVERIFIED, timeout=60)

    def kubectl(self, *arguments):
        subprocess.run(
            [self.programs / "kubectl", "--kubeconfig", self.kubeconfig, *arguments], check=True, stdout=subprocess.DEVNULL
        )

    def await_served(self, kind):
        """Waits until a custom resource that was just defined is there to be used."""
        command = [self.programs / "kubectl", "--kubeconfig", self.kubeconfig, "get", kind]
        while subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            time.sleep(0.1)

    def watch(self, path, version, seconds):
        """The events of a watch, each with the time when it came, until the server ends it: by then, or for its own reasons."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=UNVERIFIED, timeout=seconds + 60)
        try:
            asked = "%s?watch=1&resourceVersion=%s&timeoutSeconds=%d" % (path, version, seconds)
            connection.request("GET", asked, None, self.headers())
            for line in connection.getresponse():
                yield time.time(), json.loads(line)
        finally:
            connection.close()

    def as_in_a_pod(self):
        """What leads a client to the API server, and lets it in, where a pod has it from its Service and its account."""
        return {
            "KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": str(self.port),
            "KUBERNETES_CERTS_CA_FILE": str(self.certificates / "apiserver.crt"),
            "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN": str(self.folder / "token"), "KUBERNETES_AUTH_TRYKUBECONFIG": "false",
        }

    def requests(self):
        """How many requests the API server has answered, by (verb, group/resource)."""
        counts = {}
        for line in self.call("GET", "/metrics").splitlines():
            if line.startswith("apiserver_request_total{"):
                labels = dict(re.findall(r'(\w+)="([^"]*)"', line))
                key = labels["verb"], (labels["group"] + "/" if labels["group"] else "") + labels["resource"]
                counts[key] = counts.get(key, 0) + float(line.rsplit(" ", 1)[1])
        return counts


@contextlib.contextmanager
def cluster():
    programs = pathlib.Path(
        subprocess.run([ROOT / "dev/cluster", "components"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    )
    with tempfile.TemporaryDirectory(prefix="revisor-bench.") as folder:
        made = Cluster(programs, pathlib.Path(folder), free_port(), secrets.token_urlsafe(24))
        processes = start(made)
        try:
            await_ready(made, processes)
            yield made
        finally:
            for process in reversed(processes):
                process.kill()
                process.wait()


def start(made):
    folder, etcd, peer = made.folder, "http://127.0.0.1:%d" % free_port(), "http://127.0.0.1:%d" % free_port()
    (folder / "token").write_text(made.token)
    (folder / "tokens").write_text(made.token + ",admin,admin,system:masters\n")
    key = folder / "accounts.key"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-out", folder / "accounts.pub"], check=True, stderr=subprocess.DEVNULL)
    made.kubeconfig.write_text(
        """
apiVersion: v1
kind: Config
clusters: [{name: bench, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
users: [{name: admin, user: {token: %s}}]
contexts: [{name: bench, context: {cluster: bench, user: admin}}]
current-context: bench
"""
        % (made.port, made.token)
    )

    def run(program, *options):
        log = open(folder / (program + ".log"), "wb")
        return subprocess.Popen([made.programs / program, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    return [
        run(
            "etcd", "--data-dir=%s" % (folder / "etcd"), "--unsafe-no-fsync", "--log-level=error",
            "--listen-client-urls=" + etcd, "--advertise-client-urls=" + etcd, "--listen-peer-urls=" + peer,
        ),
        run(
            "kube-apiserver", "--etcd-servers=" + etcd, "--bind-address=127.0.0.1", "--secure-port=%d" % made.port,
            "--cert-dir=%s" % made.certificates, "--token-auth-file=%s" % (folder / "tokens"),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=%s" % (folder / "accounts.pub"),
            "--service-account-signing-key-file=%s" % key,
            # no controller makes a namespace's default account here
            "--disable-admission-plugins=ServiceAccount", "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
        ),
    ]


def await_ready(made, processes):
    deadline = time.time() + 120
    while True:
        try:
            return made.call("GET", "/readyz")
        except (OSError, Refused, http.client.HTTPException):
            if time.time() > deadline or any(process.poll() is not None for process in processes):
                raise SystemExit("bench: the API server did not come up: " + (made.folder / "kube-apiserver.log").read_text()[-2000:])
            time.sleep(0.2)


def secret(name, **values):
    data = {key: base64.b64encode(value.encode()).decode() for key, value in values.items()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "data": data}


class Process:
    """A process of ours, watched from outside by /proc."""

    def __init__(self, command, environment, log, folder=None):
        self.log = log
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder
            )
        self.proc = pathlib.Path("/proc/%d" % self.process.pid)

    def cpu(self):
        """Seconds of CPU so far."""
        fields = (self.proc / "stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def status(self, name):
        """A number of /proc/PID/status: VmRSS and VmHWM in MiB, Threads."""
        value = int(re.search(r"^%s:\s+(\d+)" % name, (self.proc / "status").read_text(), re.M).group(1))
        return value / 1024 if name.startswith("Vm") else value

    def end(self):
        self.process.terminate()
        self.process.wait()
