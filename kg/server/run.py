"""Runs the server: on loopback unless the user lets other machines in."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from kg.errors import GraphError, OutputError
from kg.graph.remote import address_of
from kg.server.app import make_app
from kg.server.limits import Limits
from kg.server.pool import Pool

Announce = Callable[[str, int, Limits], None]


def run(
    graph: Path,
    limits: Limits,
    host: str,
    port: int,
    announce: Announce,
    names: Sequence[str] = (),
    origins: Sequence[str] = (),
    allow_remote: bool = False,
    workers: int = 2,
) -> None:
    """Serve a graph until interrupted; raises GraphError or OutputError before the first answer where it cannot."""
    if address := address_of(graph):
        raise GraphError(address, "is a server already; give a graph file or a store")
    if not allow_remote and not _is_loopback(host):
        raise OutputError(host, "is open to other machines; add --allow-remote if that is what you want")
    for origin in origins:
        if origin == "*" or "://" not in origin or origin.count("/") != 2:
            raise GraphError("--cors", f"{origin} is no origin such as https://example.org; each is named")
    listening = _listen(host, port)
    try:
        asyncio.run(_serve(graph, limits, listening, announce, names, origins, allow_remote, workers))
    finally:
        listening.close()


async def _serve(
    graph: Path, limits: Limits, listening: socket.socket, announce: Announce, names: Sequence[str],
    origins: Sequence[str], allow_remote: bool, workers: int,
) -> None:  # fmt: skip
    host, port = listening.getsockname()[:2]
    pool = Pool(graph, limits, workers)
    try:
        quads = await pool.start()
        app = make_app(pool, limits, (*names, host), origins, any_address=allow_remote)
        server = _Server(uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, limit_concurrency=100, lifespan="off",
            timeout_graceful_shutdown=2, proxy_headers=False,
        ))  # fmt: skip
        announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/", quads, limits)
        await server.serve(sockets=[listening])
    finally:
        await pool.stop()


class _Server(uvicorn.Server):
    """Ends in good order on SIGTERM too, so that the workers are ended with it: uvicorn's own would raise it again."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if not hasattr(signal, "SIGKILL"):  # Windows, whose event loop takes no handlers
            with super().capture_signals():
                yield
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.handle_exit, number, None)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # from here on a client waits where it would be turned away
    except OSError as error:
        reason = f"cannot be listened on ({error.strerror or error}); choose another --host or --port"
        raise OutputError(f"{host}:{port}", reason) from None
    return listening
