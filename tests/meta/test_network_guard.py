"""The guard that keeps the program offline must itself be able to fail."""

import socket

from tests import network_guard


def test_the_guard_sees_a_socket_and_a_name_looked_up():
    with socket.socket(socket.AF_INET):
        pass
    socket.getaddrinfo("127.0.0.1", 80)
    seen = list(network_guard.uses)
    network_guard.uses.clear()
    assert seen == ["socket AF_INET", "socket.getaddrinfo '127.0.0.1'"]
