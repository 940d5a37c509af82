"""Help: one imperative line and an example that really is one, for every command."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import click
import pytest

from kg import __version__
from kg.cli import cli

Run = Callable[..., Any]
COMMANDS = cli.commands


def halves(command: click.Command) -> tuple[str, str]:
    sentence, _, example = (command.help or "").partition("  Example: ")
    return sentence, example


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_one_imperative_line(name: str) -> None:
    sentence, _ = halves(COMMANDS[name])
    verb = sentence.split()[0]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert verb[0].isupper()
    assert not verb.endswith(("s", "ing", "ed")), verb


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_is_a_command_that_parses(name: str) -> None:
    _, example = halves(COMMANDS[name])
    program, command, *arguments = shlex.split(example)
    assert (program, command) == ("kg", name)
    context = COMMANDS[name].make_context(name, arguments, resilient_parsing=True)
    assert context.params


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is(name: str) -> None:
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option) and parameter.name not in {"output", "form", "layer"}:
            assert parameter.help, parameter.name


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_shown(kg: Run, arguments: list[str]) -> None:
    shown = kg(*arguments)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Usage: kg")


def test_the_version_is_the_packages(kg: Run) -> None:
    assert kg("--version").out.strip().endswith(__version__)


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith(__version__)


@pytest.mark.parametrize("arguments", [["nosuch"], ["build", "--nosuch"], ["extract", "--layer", "x"], ["evaluate"]])
def test_wrong_usage_exits_2(kg: Run, arguments: list[str]) -> None:
    shown = kg(*arguments)
    assert shown.code == 2
    assert "Error: " in shown.err
