"""Workers, each in its own process: questions wait for a free one; one that takes too long is ended and replaced."""

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.server.answer import Reply, failure
from kg.server.limits import Limits
from kg.server.protocol import Question


class Worker:
    """One child process with the graph open."""

    def __init__(self, graph: Path, limits: Limits) -> None:
        self.graph, self.limits, self.quads = graph, limits, 0
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process if none runs; raises GraphError if it cannot open the graph."""
        if self._process is not None and self._process.returncode is None:
            return
        limits = self.limits
        arguments = [str(self.graph.absolute()), str(limits.rows), str(limits.megabytes), str(limits.seconds)]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.server.worker", *arguments,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )  # fmt: skip
        try:
            head, _ = await self._receive()
        except asyncio.IncompleteReadError:
            raise GraphError(str(self.graph), "the worker that opens it has ended; is there memory enough?") from None
        if "error" in head:
            await self.stop()
            raise GraphError(str(self.graph), head["error"].removeprefix(f"{self.graph.absolute()}: "))
        self.quads = head["quads"]

    async def ask(self, question: Question) -> Reply:
        """Have a question answered; raises TimeoutError, or asyncio.IncompleteReadError if the process dies."""
        await self.start()
        assert self._process is not None
        assert self._process.stdin is not None
        async with asyncio.timeout(self.limits.seconds):
            self._process.stdin.write(json.dumps(asdict(question)).encode() + b"\n")
            with contextlib.suppress(ConnectionError):
                await self._process.stdin.drain()
            head, body = await self._receive()
        return Reply(head["status"], head["type"], body, head["headers"])

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        assert self._process is not None
        assert self._process.stdout is not None
        head = json.loads(await self._process.stdout.readuntil(b"\n"))
        return head, await self._process.stdout.readexactly(head["length"])

    async def stop(self) -> None:
        """End the process, whatever it does; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class Pool:
    """Some workers on one graph."""

    def __init__(self, graph: Path, limits: Limits, size: int = 2) -> None:
        self.limits = limits
        self._workers = [Worker(graph, limits) for _ in range(size)]
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._starting: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """Start all workers and return how many quads they see; raises GraphError if they cannot open the graph."""
        for worker in self._workers:
            await worker.start()
            self._free.put_nowait(worker)
        return self._workers[0].quads

    async def stop(self) -> None:
        """End all workers."""
        for task in self._starting:
            task.cancel()
        for worker in self._workers:
            await worker.stop()

    async def ask(self, question: Question) -> Reply:
        """Answer a question, or say that it took too long, too much, or that all workers are busy."""
        try:
            async with asyncio.timeout(self.limits.seconds):
                worker = await self._free.get()
        except TimeoutError:
            return failure(503, "busy: all workers answer other queries; ask again")
        healthy = False
        try:
            reply = await worker.ask(question)
            healthy = True
            return reply
        except TimeoutError:
            return failure(503, f"timed out after {self.limits.seconds:g} s; ask for less, or add a LIMIT")
        except asyncio.IncompleteReadError:
            return failure(
                503, f"stopped: the query took more than {self.limits.megabytes} megabytes, or its worker died"
            )
        except GraphError as error:
            return failure(503, str(error))
        finally:
            # in a task of its own: the client may be gone, which cancels this one
            self._later(self._free_again(worker, healthy))

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _free_again(self, worker: Worker, healthy: bool) -> None:
        if not healthy:
            await worker.stop()
            with contextlib.suppress(GraphError):  # the next question tries again, and is told
                await worker.start()
        self._free.put_nowait(worker)
