"""The explorer: one HTML page with the graph, its claims and their quotes, that opens from disk and loads nothing."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import files as installed_files
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg.errors import KgError
from kg.models import Extraction, Vocabulary
from kg.views.payload import build_payload

SCRIPTS = "model filters scene paint labels panel facets search actions main".split()
_DRAWING = "pyvis/lib/vis-9.1.2/vis-network.min.js"


def render_explorer(extractions: Sequence[Extraction], vocabulary: Vocabulary, title: str) -> str:
    """Return the page; article text reaches it only as JSON, and its own script puts it in as text."""
    page = files("kg.views").joinpath("page")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(page.joinpath("explorer.html.jinja").read_text(encoding="utf8"))
    scripts = (drawing_library(), own_script())
    style = page.joinpath("explorer.css").read_text(encoding="utf8")
    html = template.render(
        title=title,
        data=build_payload(extractions, vocabulary),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        policy=_policy(scripts, style),
    )
    return html.encode("utf8", "replace").decode("utf8")  # a lone surrogate in a title has no UTF-8


def title_of(extractions: Sequence[Extraction]) -> str:
    """Name a graph: by its article's title, or by the number of its articles."""
    if len(extractions) == 1:
        return extractions[0].article.title or extractions[0].article.id
    return f"{len(extractions)} articles"


def own_script() -> str:
    """Join the page's own scripts into one that leaves no global names behind."""
    page = files("kg.views").joinpath("page")
    parts = [page.joinpath(f"{name}.js").read_text(encoding="utf8") for name in SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def drawing_library() -> str:
    """Read vis-network from the installed pyvis, found without importing it, since that imports IPython."""
    found = [path for path in installed_files("pyvis") or () if path.as_posix() == _DRAWING]
    if not found:
        raise KgError(f"pyvis has no {_DRAWING}; install pyvis 0.3.2")
    script = found[0].read_text(encoding="utf8")
    # the map is a separate file that a browser's inspector would ask for
    return re.sub(r"\n//# sourceMappingURL=.*", "\n", script)


def _policy(scripts: Sequence[str], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii") + "'"
