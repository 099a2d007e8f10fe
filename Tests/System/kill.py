"""Kills a fetch at random instants, over and over, and compares the archive with the bank at the end.

  Tests/System/kill.py BINARY [KILLS] [SEED]

The bank is slow, loses answers, cuts them short, fails and lets tokens expire while this goes on. Every tenth kill
ends a round: the next run finishes, its archive is compared, and another one is begun, so that all parts of a first
fetch and of a later one are met. A kill may fall between the bank's answer to a refresh and its being kept, and the
refresh token is good for one answer: then the run must ask for a login, and that must help.
"""

import json
import random
import signal
import sys
import time

from support import Sandbox, User, archived_rows, bank_rows

ROUND = 10
FAULTS = "429=0.01,500=0.02,drop=0.01,truncate=0.02,reset=0.02,nokey=0.01,expire=0.01"

binary = sys.argv[1]
kills, seed = [int(text) for text in sys.argv[2:] + ["100", "1"][len(sys.argv) - 2:]]
bank = ["--seed", str(seed), "--transactions", "8000"]
chance = random.Random(seed)
truth = bank_rows(binary, *bank)


def kill_once(user):
    """Starts a fetch and kills it; whether it was still running."""
    process = user.start("fetch")
    time.sleep(chance.choice([0.05, 0.3, 1, 2]) * chance.random())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def differences(archive, listed):
    """The number of rows of an archive that differ from the bank, and the number of rows."""
    archived = archived_rows(archive)
    wrong = 0
    for account, rows in truth.items():
        kept = archived.get(account, {})
        wrong += sum(identifier not in rows for identifier in kept)
        for identifier, line in rows.items():
            # The bank gives the last 90 days of a pot's own rows, however long ago it was opened.
            if account in listed or json.loads(line)["created"] >= "2026-04-23":
                wrong += kept.get(identifier) != line
    return wrong, sum(map(len, archived.values()))


def finish(user):
    """Fetches to the end; gives how many logins that took."""
    code, _, told = user.run("fetch")
    if code == 5 and "monzo-export login" in told:
        user.log_in("--no-fetch")
        user.must("fetch")
        return 1
    if code != 0:
        raise SystemExit(f"fetch ended with {code}:\n{told}")
    return 0


with Sandbox(binary, *bank, "--latency", "40ms", "--faults", FAULTS) as sandbox:
    user = User(binary, sandbox)
    user.log_in("--no-fetch")
    listed = {account["id"] for account in json.loads(user.must("accounts", "--json"))["accounts"]}
    killed = wrong = rounds = rows = logins = 0
    while killed < kills:
        rounds += 1
        user.log_in("--no-fetch")  # The whole history is open for five minutes from here.
        user.use_archive(f"{user.home}/archive-{rounds}")
        for _ in range(3 * ROUND):
            killed += kill_once(user)
            archived_rows(user.archive)  # Every line is whole, no row is there twice.
            if killed >= min(kills, rounds * ROUND):
                break
        logins += finish(user)
        differing, kept = differences(user.archive, listed)
        wrong, rows = wrong + differing, rows + kept
    print(f"killed {killed} times in {rounds} archives: {rows} rows kept, {wrong} differ from the bank; "
          f"{logins} times a token was lost and a login helped")
    sys.exit(1 if wrong else 0)
