"""What pyproject.toml cannot say: where `ontology/` lies, and the query editor that a wheel may carry.

`ontology/` lies beside `kg/` in a checkout and inside of it in a wheel. The editor of `kg serve` is YASGUI, a package
of the npm registry that is never copied into the repository. A wheel carries it only where its builder asks for it:

    KG_EDITOR=npm python -m build --wheel              fetches it with npm
    KG_EDITOR=/path/to/yasgui.tgz python -m build      takes a tarball that is there

Without it nothing is fetched, and `kg serve` shows its plain page.
"""

import base64
import hashlib
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

PACKAGE = "@zazuko/yasgui@4.6.2"
INTEGRITY = "Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="  # sha512
FILES = {
    "package/build/yasgui.min.js": "yasgui.min.js",
    "package/build/yasgui.min.css": "yasgui.min.css",
    "package/package.json": "package.json",  # says whose it is and under which licence
}


def fetch(folder):
    """Fetch the editor's tarball into a folder with npm, from the registry that npm is set to."""
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"KG_EDITOR=npm: npm cannot fetch {PACKAGE} ({error}); give the path of its tarball") from None
    return next(Path(folder).glob("*.tgz"))


def unpack(tarball, target, integrity=INTEGRITY):
    """Put the editor's files into a folder; a tarball that is not the one that was looked at is refused."""
    data = Path(tarball).read_bytes()
    found = base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")
    if found != integrity:
        raise SystemExit(f"{tarball}: is not {PACKAGE}: its sha512 is {found}, not {integrity}")
    Path(target).mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball, "r:gz") as archive:
        for member, name in FILES.items():
            stream = archive.extractfile(member)
            (Path(target) / name).write_bytes(stream.read())


class BuildWithEditor(build_py):
    """Builds the package, with the editor in it where `KG_EDITOR` asks for it."""

    def run(self):
        """Build, then add the editor; a link to a checkout gets nothing."""
        super().run()
        wanted = os.environ.get("KG_EDITOR")
        if not wanted or self.editable_mode:
            return
        target = Path(self.build_lib) / "kg" / "server" / "page" / "yasgui"
        with tempfile.TemporaryDirectory() as folder:
            unpack(fetch(folder) if wanted == "npm" else wanted, target)


if __name__ == "__main__":
    setup(
        packages=[*find_packages(include=["kg", "kg.*"]), "kg.ontology"],
        package_dir={"kg.ontology": "ontology"},
        package_data={"kg": ["**/*"], "kg.ontology": ["*.ttl", "queries/*.rq"]},
        exclude_package_data={"": ["__pycache__/*", "**/__pycache__/*"]},
        cmdclass={"build_py": BuildWithEditor},
    )
