"""Measures a fetch of a whole history from the sandbox against the least time that it can take.

  Tests/Benchmarks/fetch.py BINARY [ROWS]       default 100000

The limit is pages × latency ÷ requests in flight, with pages of 100 rows; what is above it is the time of this
program, of short pages at the ends of windows, and of accounts, pots and balances. Then a monthly fetch of the same
archive: what it asks for, and which files it writes.
"""

import math
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "System"))
from support import Sandbox, User, archived_rows  # noqa: E402

LATENCY = 0.3


def fetch(user, *options):
    """Fetches; gives seconds and the peak memory of the program in MiB."""
    started = time.perf_counter()
    process = user.start("fetch", *options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"fetch ended with {os.waitstatus_to_exitcode(status)}: {process.stderr.read()}")
    return seconds, usage.ru_maxrss / 1024


def measure(binary, rows, concurrency):
    with Sandbox(binary, "--transactions", str(rows), "--years", "10", "--latency", "300ms") as sandbox:
        user = User(binary, sandbox)
        user.log_in("--no-fetch")
        before = sandbox.statistics()["requests"]
        seconds, memory = fetch(user, "--concurrency", str(concurrency))
        statistics = sandbox.statistics()
        kept = archived_rows(user.archive)
        pages = sum(math.ceil(len(account) / 100) for account in kept.values())
        limit = pages * LATENCY / concurrency
        print(f"{sum(map(len, kept.values())):>8} {concurrency:>12} {limit:>8.1f} {seconds:>8.1f} "
              f"{seconds / limit:>6.2f} {statistics['requests'] - before:>9} "
              f"{statistics['most_in_flight']:>10} {memory:>6.0f}", flush=True)
        assert statistics["most_in_flight"] <= concurrency, "more requests in flight than configured"
        return user, sandbox, monthly(user, sandbox)


def monthly(user, sandbox):
    """A second fetch of the same archive: requests, and the partitions that it wrote."""
    parts = list(pathlib.Path(user.archive, "transactions").rglob("part.jsonl"))
    times = {path: path.stat().st_mtime_ns for path in parts}
    before = sandbox.statistics()["requests"]
    seconds, memory = fetch(user)
    written = [path for path in parts if path.stat().st_mtime_ns != times[path]]
    return (f"the next fetch: {seconds:.1f} s, {sandbox.statistics()['requests'] - before} requests, "
            f"{len(written)} of {len(parts)} partitions written, {memory:.0f} MiB")


def main():
    binary = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    print(f"{LATENCY * 1000:.0f} ms an answer")
    print(f"{'rows':>8} {'in flight':>12} {'limit s':>8} {'took s':>8} {'ratio':>6} {'requests':>9} "
          f"{'most seen':>10} {'MiB':>6}")
    _, _, told = measure(binary, rows, 4)
    print(told)
    measure(binary, rows // 10, 4)
    measure(binary, rows // 10, 1)


main()
