"""A server that is farther away: what goes to it and comes from it is held back for a moment."""

import contextlib
import copy
import queue
import socket
import threading
import time


@contextlib.contextmanager
def away(postgres, seconds):
    """The same server behind a proxy that holds everything back for so long, each way."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, args=(listener, postgres.port, seconds), daemon=True).start()
    distant = copy.copy(postgres)
    distant.port = listener.getsockname()[1]
    distant.environment = {**postgres.environment, "PGPORT": str(distant.port)}
    try:
        yield distant
    finally:
        listener.close()


def accept(listener, port, seconds):
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        server = socket.create_connection(("127.0.0.1", port))
        for source, target in [(client, server), (server, client)]:
            target.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            held = queue.SimpleQueue()
            threading.Thread(target=receive, args=(source, held, seconds), daemon=True).start()
            threading.Thread(target=send, args=(held, target), daemon=True).start()


def receive(source, held, seconds):
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            held.put((time.monotonic() + seconds, data))
    held.put((time.monotonic() + seconds, None))


def send(held, target):
    with contextlib.suppress(OSError):
        while True:
            due, data = held.get()
            time.sleep(max(0, due - time.monotonic()))
            if data is None:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(data)
