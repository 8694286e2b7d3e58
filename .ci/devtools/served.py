"""The site on a port of its own, for as long as somebody needs it."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from devtools.console import Problem
from devtools.places import ROOT
from devtools.site import HOST, server_command

START_SECONDS = 30


@contextmanager
def served() -> Iterator[str]:
    """The address of the site that this process's environment describes, served until the block ends."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(server_command(port), cwd=ROOT, env=os.environ, stdin=subprocess.DEVNULL)
    try:
        wait_until_answering(server, f"http://{HOST}:{port}")
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_until_answering(server: subprocess.Popen, address: str) -> None:
    """Return when `address` answers with anything. Raises Problem when the server ends or takes too long."""
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/accounts/sign-in/", timeout=START_SECONDS).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Problem("The site does not answer: its own lines above say why.")
