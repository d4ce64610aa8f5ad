"""Ports to listen on that stay free until somebody does."""

import random
import socket

#: Below those that systems give to outgoing connections: one of these took a port that was free a
#: moment before, while a bot was starting.
LISTENED_ON = range(15_000, 30_000)


def free_port() -> int:
    chance = random.SystemRandom()
    while True:
        port = chance.choice(LISTENED_ON)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
