"""The guard itself: tests reach this machine and nothing else."""

import socket
import urllib.request

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 80)])
def test_no_test_reaches_the_network(address: tuple[str, int]) -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="must not"):
        one.connect(address)


def test_no_name_is_looked_up() -> None:
    with pytest.raises(AssertionError, match="must not"):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as one:
        assert one.getpeername() == server.getsockname()
