#!/bin/sh
# Writes the lock files from pyproject.toml: versions and hashes, no host, no path of a machine.
set -e
compile() {
    out=$1
    shift
    CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate "$@" -o "$out" pyproject.toml
}
compile requirements.lock --extra server --extra build
compile requirements-test.lock --extra server --extra build --extra test
