"""The build hook that puts the query editor into a wheel: only when asked, and only the tarball that was looked at."""

import base64
import hashlib
import importlib.util
import io
import stat
import tarfile
from pathlib import Path
from types import ModuleType

import pytest
from setuptools import Distribution

ROOT = Path(__file__).parents[1]
CONTENT = {
    "package/build/yasgui.min.js": b"window.Yasgui = 1;",
    "package/build/yasgui.min.css": b"b { color: red }",
    "package/build/yasgui.esm.js": b"not wanted",
    "package/../../../evil.txt": b"not wanted either",
    "package/package.json": b'{"license": "MIT"}',
}


def load_hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_hook", ROOT / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.delenv("KG_EDITOR", raising=False)
    return load_hook()


@pytest.fixture
def tarball(tmp_path: Path) -> Path:
    path = tmp_path / "yasgui.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in CONTENT.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def sum_of(path: Path) -> str:
    return base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def build(hook: ModuleType, folder: Path, editable: bool = False) -> list[str]:
    """Run the command on a project without files of its own; returns what was built."""
    folder.mkdir()
    command = hook.BuildWithEditor(Distribution({"name": "fake", "packages": [], "src_root": str(folder)}))
    command.build_lib, command.editable_mode = str(folder / "lib"), editable
    command.ensure_finalized()
    command.run()
    return sorted(str(path.relative_to(folder / "lib")) for path in folder.rglob("*") if path.is_file())


def test_nothing_is_added_unless_asked(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "fetch", lambda folder: pytest.fail("fetched"))
    assert build(hook, tmp_path / "plain") == []


def test_the_editors_files_are_added_and_no_others(
    hook: ModuleType, tarball: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_EDITOR", str(tarball))
    monkeypatch.setattr(hook.unpack, "__defaults__", (sum_of(tarball),))
    page = "kg/server/page/yasgui/"
    assert build(hook, tmp_path / "with") == [page + n for n in ("package.json", "yasgui.min.css", "yasgui.min.js")]
    assert (tmp_path / "with" / "lib" / page / "yasgui.min.js").read_bytes() == CONTENT["package/build/yasgui.min.js"]
    assert build(hook, tmp_path / "link", editable=True) == []


def test_another_tarball_is_refused(
    hook: ModuleType, tarball: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_EDITOR", str(tarball))
    with pytest.raises(SystemExit, match=r"is not @zazuko/yasgui@[\d.]+: its sha512"):
        build(hook, tmp_path / "with")
    assert not list((tmp_path / "with").rglob("*.js"))


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for npm that copies the tarball to where it was asked to."""
    script = tmp_path / "bin" / "npm"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncp {tmp_path}/yasgui.tgz "$5"\n')
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(script.parent), prepend=":")
    monkeypatch.setenv("KG_EDITOR", "npm")
    return tmp_path / "asked"


def test_npm_fetches_one_version(
    hook: ModuleType, npm: Path, tarball: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook.unpack, "__defaults__", (sum_of(tarball),))
    assert len(build(hook, tmp_path / "with")) == 3
    assert npm.read_text().startswith(f"pack {hook.PACKAGE} --silent --pack-destination /")


def test_npm_that_fails_says_what_to_do(hook: ModuleType, npm: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="give the path of its tarball"):
        build(hook, tmp_path / "with")  # the stand-in finds no tarball


def test_the_editor_is_not_in_the_repository() -> None:
    assert not (ROOT / "kg" / "server" / "page" / "yasgui").exists()
