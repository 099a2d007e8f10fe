"""Lets a server cut, pack and blow up its answers, and looks how the program ends.

  Tests/System/network.py BINARY

Whatever arrives, the program ends by itself with an exit code of the README, keeps the token to itself, and needs
little memory: 597 KB that unpack to 619 MB are given up on while they unpack.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import zlib

USER = b'{"authenticated":true,"client_id":"oauth2client_1","user_id":"user_1"}'
UNREACHABLE = 4
# What it takes to load the program and libcurl, and the 16 MiB that an answer may have, while they grow.
MEMORY_MAX = 96 << 20


def packed(pieces):
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(piece) for piece in pieces) + packer.flush()


def whole(body, *fields):
    return b"\r\n".join((b"HTTP/1.1 200 OK", *fields, b"Content-Length: %d" % len(body), b"", body))


GZIP = b"Content-Encoding: gzip"
ZEROS = bytes(1 << 20)

# What arrives, and the exit code that it leads to.
ANSWERS = {
    "whole": (whole(USER), 0),
    "whole and packed": (whole(packed([USER]), GZIP), 0),
    "nothing": (b"", UNREACHABLE),
    "cut in its status line": (b"HTTP/1.1 20", UNREACHABLE),
    "cut in a field": (b"HTTP/1.1 200 OK\r\nContent-Ty", UNREACHABLE),
    "cut behind a field": (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", UNREACHABLE),
    "cut in its body": (whole(USER)[:-1], UNREACHABLE),
    "cut in a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(USER) + USER[:9], UNREACHABLE),
    "cut and packed": (b"HTTP/1.1 200 OK\r\n" + GZIP + b"\r\n\r\n" + packed([USER])[:-20], UNREACHABLE),
    "packed to a thousandth": (whole(packed([b'{"a":"', *[ZEROS] * 619, b'"}']), GZIP), UNREACHABLE),
    "a header of a megabyte": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n", UNREACHABLE),
    "a header of many fields": (b"HTTP/1.1 200 OK\r\n" + b"X: abcdefghijk\r\n" * (1 << 16) + b"\r\n", UNREACHABLE),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", UNREACHABLE),
}


def serve(listener, answer):
    while True:
        connection, _ = listener.accept()
        try:
            connection.settimeout(10)
            connection.recv(65536)
            connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
        except OSError:
            pass
        connection.close()


def run(binary, answer):
    """Asks such a server who is logged in; gives exit code, what was told, and the most memory in use."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener, answer), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="monzo-export-network-") as home:
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "MONZO_ACCESS_TOKEN": "very-secret-token",
            "MONZO_API_URL": f"http://127.0.0.1:{listener.getsockname()[1]}",
        }
        process = subprocess.Popen(
            [binary, "whoami"], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        told = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        return os.waitstatus_to_exitcode(status), told, usage.ru_maxrss << 10


def main():
    binary = sys.argv[1]
    results = {}

    def check(name):
        results[name] = run(binary, ANSWERS[name][0])

    # All at once, since the program tries for seconds before it gives up.
    threads = [threading.Thread(target=check, args=(name,)) for name in ANSWERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = []
    for name, (_, expected) in ANSWERS.items():
        code, told, memory = results[name]
        if code != expected or "secret" in told or memory > MEMORY_MAX:
            wrong.append(f"{name}: exit code {code}, expected {expected}, {memory >> 20} MiB: {told[-400:]}")
    if wrong:
        sys.exit("\n".join(wrong))
    most = max(memory for _, _, memory in results.values())
    print(f"network: {len(ANSWERS)} answers, at most {most >> 20} MiB")


main()
