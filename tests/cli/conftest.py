"""The command line as a user meets it: arguments in; exit code, output and errors out."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import cli
from kg.models import Extraction


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of its errors."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


Run = Callable[..., Result]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kg` in this process."""

    def run(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        code = ended.value.code
        assert isinstance(code, int)
        return Result(code, out, err)

    return run


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, seed_extraction: Extraction) -> Extraction:
    """Let commands read the seed without reading it anew."""
    from kg import build

    class Ready:
        def __init__(self, model: str | None = None, threads: int = 1) -> None:
            pass

        def extract(self, articles: list[object]) -> list[Extraction]:
            return [seed_extraction for _ in articles]

    monkeypatch.setattr(build, "Extractor", Ready)
    return seed_extraction


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory, seed_extraction: Extraction) -> Path:
    """The seed's graph as a file."""
    from kg.cli.outputs import write_outputs

    folder = tmp_path_factory.mktemp("graph")
    write_outputs([seed_extraction], folder)
    return folder / "kg.trig"
