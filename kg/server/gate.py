"""Who may ask: the Host header against DNS rebinding, the Origin header against other sites' pages."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from kg.server.limits import Limits

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Gate:
    """Refuses requests for other hosts or from other sites, and puts the headers on that every answer has."""

    def __init__(self, app: App, hosts: frozenset[str], origins: frozenset[str], any_address: bool, limits: Limits):
        self.app, self.hosts, self.origins, self.any_address = app, hosts, origins, any_address
        self.always = limits.headers() | {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.always.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        await (refusal or self.app)(scope, receive, send_with_headers)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_host(hostname(hosts[0])):
            return PlainTextResponse("this server does not go by that name (Host header)\n", 400)
        origin = headers.get("origin")
        if origin is None or origin in self.origins or origin.partition("://")[2] == hosts[0]:
            return None
        return PlainTextResponse("pages of other sites may not ask here; see kg serve --cors\n", 403)

    def _is_host(self, name: str) -> bool:
        # a rebound name is a name: an address as Host cannot come from another site's DNS
        return name in self.hosts or (self.any_address and is_address(name))


def hostname(host: str) -> str:
    """Return a Host header without its port and brackets, nothing for one that is not well-formed."""
    found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@/\s]+))(?::\d*)?", host.lower())
    return (found[1] or found[2]) if found else ""


def is_address(name: str) -> bool:
    """Whether a host is an IP address, not a name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
