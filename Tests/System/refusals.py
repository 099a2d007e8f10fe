"""Plays a bank, or a proxy in front of it, that refuses everything in every way that is known, and looks with which
exit code the commands end.

  Tests/System/refusals.py BINARY
"""

import http.server
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request

FAILED, UNREACHABLE, LOG_IN, APPROVE = 1, 4, 5, 6
SECONDS_MAX = 150
USER = {"authenticated": True, "client_id": "oauth2client_1", "user_id": "user_1"}


def refusal(status, code):
    return status, "application/json", json.dumps({"code": code, "message": "no"}).encode()


def page(status):
    return status, "text/html", b"<!DOCTYPE html><html><title>Proxy</title><body>Sign in to the network</body></html>"


# What every request is answered with; the exit codes of `whoami`, `fetch`, and of `login` whose code is exchanged.
TABLE = {
    "bad_param": (refusal(400, "bad_request.bad_param.account_id"), FAILED, FAILED, LOG_IN),
    "invalid_time_range": (refusal(400, "bad_request.invalid_time_range"), FAILED, FAILED, LOG_IN),
    "invalid_token": (refusal(400, "bad_request.invalid_token"), FAILED, FAILED, LOG_IN),
    "bad_client": (refusal(401, "unauthorized.bad_client"), LOG_IN, LOG_IN, LOG_IN),
    "expired": (refusal(401, "unauthorized.bad_access_token.expired"), LOG_IN, LOG_IN, LOG_IN),
    "evicted": (refusal(401, "unauthorized.bad_access_token.evicted"), LOG_IN, LOG_IN, LOG_IN),
    "bad_access_token": (refusal(401, "unauthorized.bad_access_token"), LOG_IN, LOG_IN, LOG_IN),
    "insufficient_permissions": (refusal(403, "forbidden.insufficient_permissions"), APPROVE, APPROVE, LOG_IN),
    "verification_required": (refusal(403, "forbidden.verification_required"), APPROVE, APPROVE, LOG_IN),
    "not_found": (refusal(404, "not_found"), FAILED, FAILED, LOG_IN),
    "method": (refusal(405, "bad_request"), FAILED, FAILED, LOG_IN),
    "accept": (refusal(406, "bad_request"), FAILED, FAILED, LOG_IN),
    "rate_limited": (refusal(429, "rate_limited"), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "internal_service": (refusal(500, "internal_service"), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "bad_response": (refusal(502, "bad_response"), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "timeout": (refusal(504, "timeout"), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "page 200": (page(200), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "page 403": (page(403), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "page 407": (page(407), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "page 502": (page(502), UNREACHABLE, UNREACHABLE, UNREACHABLE),
    "page 511": (page(511), UNREACHABLE, UNREACHABLE, UNREACHABLE),
}


class Bank(http.server.ThreadingHTTPServer):
    """Answers everything with one answer, but for who is logged in where a command has to know that first."""

    daemon_threads = True

    def __init__(self, answer, knows_user):
        self.answer, self.knows_user = answer, knows_user
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, kind, body = self.server.answer
        if self.server.knows_user and self.path.startswith("/ping/whoami"):
            status, kind, body = 200, "application/json", json.dumps(USER).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # A fetch waits as long as the bank asks, but no quarter of an hour.
        if status == 429:
            self.send_header("Retry-After", "3600")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


def environment(bank, home):
    return {
        "PATH": os.environ["PATH"], "HOME": home, "MONZO_API_URL": bank.url, "MONZO_AUTH_URL": bank.url,
        "MONZO_CLIENT_ID": "oauth2client_1", "MONZO_CLIENT_SECRET": "hush-hush",
    }


def run(binary, command, answer):
    """Runs a command with a token that serves one run; gives exit code and messages."""
    bank = Bank(answer, knows_user=command == "fetch")
    with tempfile.TemporaryDirectory(prefix="monzo-export-refusals-") as home:
        done = subprocess.run(
            [binary, command], env={**environment(bank, home), "MONZO_ACCESS_TOKEN": "very-secret-token"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=SECONDS_MAX)
    return done.returncode, done.stdout


def log_in(binary, answer):
    """Comes back from the login page with a code, which the bank then refuses to exchange."""
    bank = Bank(answer, knows_user=False)
    with tempfile.TemporaryDirectory(prefix="monzo-export-refusals-") as home:
        with open(f"{home}/config.json5", "w") as config:
            config.write(f"{{ redirect: 'http://127.0.0.1:{free_port()}/callback' }}")
        process = subprocess.Popen(
            [binary, "login", "--no-browser", "--no-fetch", "--config", config.name], env=environment(bank, home), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        told = []
        for line in process.stderr:
            told.append(line)
            address = re.search(r"https?://\S+response_type=code\S*", line)
            if address:
                query = urllib.parse.parse_qs(urllib.parse.urlparse(address.group()).query)
                back = f"{query['redirect_uri'][0]}?code=code_1&state={urllib.parse.quote(query['state'][0])}"
                threading.Thread(target=open_page, args=[back], daemon=True).start()
                break
        # A login that goes on waiting has not ended as it should.
        timer = threading.Timer(SECONDS_MAX, process.kill)
        timer.start()
        told.append(process.stderr.read())
        timer.cancel()
        return process.wait(), "".join(told)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def open_page(address):
    try:
        urllib.request.urlopen(address, timeout=60).read()
    except OSError:
        pass


def main():
    binary = sys.argv[1]
    results = {}

    def check(name, command):
        answer = TABLE[name][0]
        results[name, command] = log_in(binary, answer) if command == "login" else run(binary, command, answer)

    # All at once, since the program tries for seconds before it gives up.
    commands = ("whoami", "fetch", "login")
    threads = [threading.Thread(target=check, args=(name, command)) for name in TABLE for command in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = []
    for name, (_, *expected) in TABLE.items():
        for command, code in zip(commands, expected):
            found, told = results.get((name, command), ("none", "it did not end"))
            if found != code or "very-secret-token" in told or "hush-hush" in told:
                wrong.append(f"{command}, {name}: exit code {found}, expected {code}: {told[-300:].strip()}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"refusals: {len(results)} ends")


main()
