"""Everything that kg raises on purpose: one root and a few leaves that carry their data.

Each message is one line that says what was wrong, where, and what to do about it.
"""


def one_line(error: object, longest: int = 300) -> str:
    """Return what an error of a library says as one line of at most so many characters."""
    return " ".join(str(error).split())[:longest]


class KgError(Exception):
    """Root of kg's own errors; the command line prints it as one line and exits with `exit_code`."""

    exit_code = 1


class ArticleError(KgError, ValueError):
    """A file that cannot be read as an article; `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ModelError(KgError, RuntimeError):
    """A language pipeline that is missing, damaged or labelled with another scheme than UD."""


class VocabularyError(KgError, ValueError):
    """A data file (gazetteer, lexicon, shapes) with a mistake; `source` and `line` say where."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        super().__init__(f"{source}:{line}: {reason}" if line is not None else f"{source}: {reason}")
        self.source = source
        self.line = line
        self.reason = reason


class GraphError(KgError, ValueError):
    """A graph file or store that cannot be read or written; `source` names it."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class RecordsError(KgError, ValueError):
    """A file of claims or gold with a line that is none; `source` names file and line."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class QueryError(KgError, ValueError):
    """A SPARQL query that is malformed, refused (SERVICE, LOAD …), over its limits, or unknown by name."""


class OutputError(KgError, OSError):
    """A place that cannot be written to; `target` names it."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason
