"""The endpoint at `/sparql` and the page at `/`."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.namespaces import PREFIXES
from kg.graph.ontology import load_vocabulary
from kg.graph.questions import named_queries
from kg.server.answer import Reply, failure
from kg.server.description import describe_service
from kg.server.gate import LOOPBACK, POLICY, Gate
from kg.server.limits import Limits
from kg.server.media import GRAPHS, choose
from kg.server.pool import Pool
from kg.server.protocol import MAX_BODY, Question, RefusedError, read_question

PAGE = Path(__file__).parent / "page"
EDITOR = PAGE / "yasgui" / "yasgui.min.js"  # wheels carry it where they were built to; see setup.py
# YASGUI's table measures what it shows as markup: the ban on inline scripts is what keeps article text harmless in it;
# the one style sheet that it puts into the page is let in by its hash
EDITOR_POLICY = POLICY.replace(
    "style-src 'self'", "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
)


def make_app(
    pool: Pool,
    limits: Limits,
    hosts: Iterable[str] = (),
    origins: Iterable[str] = (),
    any_address: bool = False,
) -> Starlette:
    """Return the application over a pool of workers.

    It answers to loopback's names and to `hosts`, with `any_address` to IP addresses too; pages of `origins` may ask.
    """
    names = LOOPBACK | {host.lower() for host in hosts}
    allowed, methods, exposed = list(origins), ["GET", "POST"], [*limits.headers(), "KG-Truncated"]
    middleware = [
        Middleware(Gate, hosts=names, origins=frozenset(allowed), any_address=any_address, limits=limits),
        Middleware(CORSMiddleware, allow_origins=allowed, allow_methods=methods, expose_headers=exposed),
    ]
    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/questions", questions, methods=["GET"]),
            Route("/questions/{name}", named_question, methods=["GET"]),
            *([Route("/", editor, methods=["GET"])] if EDITOR.is_file() else []),
            Mount("/", StaticFiles(directory=PAGE, html=True)),
        ],
        middleware=middleware,
    )
    app.state.pool, app.state.limits = pool, limits
    return app


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service where none is asked."""
    try:
        body = await _body(request)
        question = read_question(
            "POST" if request.method == "POST" else "GET",
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            ", ".join(request.headers.getlist("accept")),
            body,
        )
    except RefusedError as error:
        return _response(failure(error.status, str(error)))
    if question is None:
        return _description(request)
    reply = await _while_connected(request, question)
    return _response(reply) if reply is not None else Response(status_code=499)


async def editor(_: Request) -> Response:
    """Return the page with the editor; the plain page stays at `index.html`."""
    return FileResponse(PAGE / "editor.html", headers={"Content-Security-Policy": EDITOR_POLICY})


async def questions(_: Request) -> Response:
    """List the named questions, the usual prefixes and the vocabulary's terms, for the pages' menus."""
    named = [
        {"name": q.name, "title": q.title, "text": q.open_text, "parameters": list(q.parameters)}
        for q in named_queries().values()
    ]
    vocabulary = load_vocabulary()
    terms = sorted(f"kg:{name}" for name in (*vocabulary.predicates, *vocabulary.classes))
    return JSONResponse({"questions": named, "prefixes": PREFIXES, "terms": terms})


async def named_question(request: Request) -> Response:
    """Return a named question's SPARQL with its parameters bound, such as `?who=Japan`."""
    given = tuple((name, value) for name, value in request.query_params.multi_items() if value)
    return _response(await request.app.state.pool.ask(Question(name=request.path_params["name"], parameters=given)))


async def _body(request: Request) -> bytes:
    parts: list[bytes] = []
    async for part in request.stream():
        parts.append(part)
        if sum(map(len, parts)) > MAX_BODY:
            raise RefusedError(413, f"the request is longer than {MAX_BODY} bytes")
    return b"".join(parts)


async def _while_connected(request: Request, question: Question) -> Reply | None:
    """Have a question answered as long as someone waits for it; a client that leaves stops its query."""
    answering = asyncio.create_task(request.app.state.pool.ask(question))
    leaving = asyncio.create_task(_gone(request))
    try:
        done, _ = await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return answering.result() if answering in done else None
    finally:
        for task in (answering, leaving):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _description(request: Request) -> Response:
    media_type = choose(request.headers.get("accept", ""), GRAPHS) or "text/turtle"
    endpoint = str(request.url.replace(query="", fragment="")).rstrip("/")
    body = describe_service(endpoint, request.app.state.limits, media_type)
    return _response(Reply(200, media_type, body))


def _response(reply: Reply) -> Response:
    headers = reply.headers | {"Content-Type": reply.media_type, "Vary": "Accept"}
    if reply.status == 503:
        headers["Retry-After"] = "1"
    return Response(reply.body, reply.status, headers)
