"""Kills a fetch at random instants, over and over, and compares the archive with the bank at the end.

  Tests/System/kill.py BINARY [KILLS] [SEED]

The bank loses answers, cuts them short and fails while this goes on.
"""

import json
import random
import signal
import sys
import time

from support import Sandbox, User, archived_rows, bank_rows

binary = sys.argv[1]
kills, seed = [int(text) for text in sys.argv[2:] + ["100", "1"][len(sys.argv) - 2:]]
chance = random.Random(seed)
bank = ["--seed", str(seed), "--transactions", "8000"]
faults = "429=0.01,500=0.02,drop=0.01,truncate=0.02,reset=0.02,nokey=0.01"

with Sandbox(binary, *bank, "--latency", "20ms", "--faults", faults) as sandbox:
    user = User(binary, sandbox)
    user.log_in("--no-fetch")
    killed = finished = 0
    while killed < kills:
        process = user.start("fetch")
        # Whole runs take some seconds: what is left gets shorter, and the first moments are met often.
        time.sleep(chance.choice([0.02, 0.1, 0.3, 1]) * chance.random())
        if process.poll() is not None:
            finished += 1
            if finished > kills:
                break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        archived_rows(user.archive)  # Every line is whole, no row is there twice.
    user.must("fetch")

    archived, truth = archived_rows(user.archive), bank_rows(binary, *bank)
    listed = {account["id"] for account in json.loads(user.must("accounts", "--json"))["accounts"]}
    wrong = 0
    for account, rows in truth.items():
        kept = archived.get(account, {})
        wrong += sum(1 for identifier in kept if identifier not in rows)
        # The bank gives the last 90 days of a pot's own rows, however long ago it was opened.
        wanted = {
            identifier: line for identifier, line in rows.items()
            if account in listed or b'"created":"2026-0' in line and line.split(b'"created":"')[1][:10] >= b"2026-04-23"
        }
        wrong += sum(1 for identifier, line in wanted.items() if kept.get(identifier) != line)
    rows = sum(len(rows) for rows in archived.values())
    print(f"killed {killed} times: {rows} rows kept, {wrong} differ from the bank")
    sys.exit(1 if wrong or killed < kills else 0)
