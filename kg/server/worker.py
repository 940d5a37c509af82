"""The child process that evaluates queries, so that one can be stopped by ending it; its limits bind nothing else.

It reads one JSON line a question from standard input, and writes one JSON line and the bytes of the body for each.
"""

import contextlib
import ctypes
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

try:
    import resource
except ImportError:  # not on Windows: there the time limit is the parent's alone, and memory is the machine's
    resource = None  # type: ignore[assignment]

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network() -> None:
    """Move this process where there is no network, if the system lets it: a second lock behind the guard's."""
    with contextlib.suppress(OSError, AttributeError):
        flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
        ctypes.CDLL(None, use_errno=True).unshare(flags)


def main(graph: str, rows: int, megabytes: int, seconds: float) -> None:
    """Open a graph, say so, and answer questions until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not stand between the answers
    leave_network()

    from kg.errors import KgError, one_line
    from kg.graph.open import Reopened
    from kg.server.answer import answer, failure
    from kg.server.protocol import Question

    try:
        file = Reopened(Path(graph))
        _send(out, {"ready": True, "quads": len(file.store())}, b"")
    except KgError as error:
        _send(out, {"error": str(error)}, b"")
        return
    _limit_memory(megabytes)
    for line in sys.stdin.buffer:
        _limit_time(seconds)
        question = Question(**json.loads(line))
        try:
            reply = answer(file.store(), question, rows)
        except MemoryError:
            reply = failure(503, f"stopped: the query took more than {megabytes} megabytes of memory")
        except (KgError, OSError) as error:
            file.close()  # a writer may have moved what was open
            reply = failure(503, f"the graph cannot be read: {one_line(error)}")
        head = {"status": reply.status, "type": reply.media_type, "headers": reply.headers}
        _send(out, head, reply.body)


def _send(out: BinaryIO, head: dict[str, object], body: bytes) -> None:
    out.write(json.dumps(head | {"length": len(body)}).encode() + b"\n" + body)
    out.flush()


def _limit_memory(megabytes: int) -> None:
    """Let the process grow by so much more than the open graph takes already."""
    if resource is None or not Path("/proc/self/statm").exists():
        return
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + (megabytes << 20),) * 2)


def _limit_time(seconds: float) -> None:
    """End the process some seconds late, should its parent be gone that would have ended it in time."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 5, hard))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
