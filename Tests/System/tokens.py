"""Lets two runs of one user need a new token at once: the bank is asked for one, and both go on.

  Tests/System/tokens.py BINARY
"""

import json
import pathlib
import sys

from support import Sandbox, User, archived_rows

binary = sys.argv[1]


def token_file(user):
    (path,) = pathlib.Path(user.home, ".local/state/monzo-export").glob("token-*.json")
    return path


def make_old(user):
    """Has the saved token end long ago, as far as the program knows; gives its generation."""
    path = token_file(user)
    login = json.loads(path.read_text())
    login["expires"] = "2020-01-01T00:00:00Z"
    path.write_text(json.dumps(login) + "\n")
    return login["generation"]


def end(process, name):
    out, err = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"tokens: {name} ended with {process.returncode}:\n{err}")
    return out


# Slow enough that each run is under way when the other needs a new token.
with Sandbox(binary, "--latency", "150ms", "--transactions", "600") as bank:
    user = User(binary, bank)
    user.log_in("--no-fetch")
    before = make_old(user)
    other = f"{user.home}/other"
    runs = [user.start("fetch"), user.start("fetch", "--archive", other)]
    for number, run in enumerate(runs, 1):
        end(run, f"run {number} of two with an old token")
    after = json.loads(token_file(user).read_text())["generation"]
    if after != before + 1:
        raise SystemExit(f"tokens: {after - before} new tokens for two runs at once")
    # A run whose token is replaced in its middle goes on with the new one.
    running = user.start("fetch", "--archive", f"{user.home}/third")
    make_old(user)
    user.must("fetch", "--archive", other)
    end(running, "a run whose token another run replaced")
    if archived_rows(other) != archived_rows(user.archive) or archived_rows(f"{user.home}/third") != archived_rows(other):
        raise SystemExit("tokens: the archives of the runs differ")
print("tokens: two runs at once, one new token")
