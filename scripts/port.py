"""Say what keeps a server from using the port given as the argument; print nothing if it is free."""

import socket
import sys

HOST = "127.0.0.1"


def problem(value: str) -> str:
    """Return one line for the person who chose the port, empty if it can be used."""
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        return f"PORT={value} is not a port: choose a number from 1 to 65535"
    with socket.socket() as probe:
        # As the server does: a connection that was closed a moment ago is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(value)))
        except OSError as error:
            return f"Port {value} on {HOST} cannot be used ({error.strerror}): choose another with PORT="
    return ""


if __name__ == "__main__":
    print(problem(sys.argv[1]))
