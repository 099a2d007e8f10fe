"""Measures a fetch of a whole history from the sandbox against the least time that it can take.

  Tests/Benchmarks/fetch.py BINARY [ROWS]       default 100000

The limit is pages × latency ÷ requests in flight, with pages of 100 rows; what is above it is the time of this
program, of short pages at the ends of windows, and of accounts, pots and balances. Then a monthly fetch of the same
archive: what it asks for, and which files it writes.
"""

import json
import math
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "System"))
from support import Sandbox, User  # noqa: E402

LATENCY = 0.3


def fetch(user, *options):
    """Fetches; gives seconds, the peak memory of the program in MiB, and the number of pages."""
    started = time.perf_counter()
    process = user.start("fetch", "--json", *options)
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"fetch ended with {os.waitstatus_to_exitcode(status)}: {process.stderr.read()}")
    return seconds, usage.ru_maxrss / 1024, sum(account["pages"] for account in json.loads(told)["accounts"])


def count_rows(archive):
    """The number of rows of each account.

    Files are counted one by one: what this process takes at most would count as the program's, too.
    """
    counts = {}
    for part in pathlib.Path(archive, "transactions").glob("account_id=*/month=*/part.jsonl"):
        account = part.parts[-3]
        counts[account] = counts.get(account, 0) + part.read_bytes().count(b"\n")
    return counts.values()


def measure(binary, rows, concurrency):
    with Sandbox(binary, "--transactions", str(rows), "--years", "10", "--latency", "300ms") as sandbox:
        user = User(binary, sandbox)
        user.log_in("--no-fetch")
        seconds, memory, asked = fetch(user, "--concurrency", str(concurrency))
        kept = count_rows(user.archive)
        pages = sum(math.ceil(rows / 100) for rows in kept)
        limit = pages * LATENCY / concurrency
        again = monthly(user, concurrency)
        _, in_flight = sandbox.end()
        print(f"{sum(kept):>8} {concurrency:>10} {in_flight:>10} {limit:>8.1f} {seconds:>8.1f} "
              f"{seconds / limit:>6.2f} {asked:>6} {memory:>5.0f}  {again}", flush=True)
        assert in_flight <= concurrency, "more requests in flight than configured"


def monthly(user, concurrency):
    """A second fetch of the same archive: what it asks for, and the partitions that it writes."""
    parts = list(pathlib.Path(user.archive, "transactions").rglob("part.jsonl"))
    times = {path: path.stat().st_mtime_ns for path in parts}
    seconds, _, asked = fetch(user, "--concurrency", str(concurrency))
    written = sum(path.stat().st_mtime_ns != times[path] for path in parts)
    return f"{seconds:.1f} s, {asked} pages, {written} of {len(parts)} partitions written"


def main():
    binary = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    print(f"{LATENCY * 1000:.0f} ms an answer")
    print(f"{'rows':>8} {'configured':>10} {'in flight':>10} {'limit s':>8} {'took s':>8} {'ratio':>6} {'pages':>6} "
          f"{'MiB':>5}  the next fetch")
    measure(binary, rows, 4)
    measure(binary, rows // 10, 4)
    measure(binary, rows // 10, 1)


main()
