"""Measures the export of generated records against DuckDB on the same file, one core each.

Every figure is the best of three runs; the runs of the two programs alternate, so that both see the same
machine. Prints a table: megabytes and records a second, peak memory, and the ratio of the two times.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

DUCKDB = """
import duckdb, sys
db = duckdb.connect()
db.sql("SET threads=1")
db.sql(f'''COPY (
  SELECT id, account_id, user_id, created, updated, settled, amount, currency, local_amount, local_currency,
    include_in_spending, description, notes, category, scheme, decline_reason,
    merchant.id AS merchant_id, merchant.group_id, merchant.name, merchant.category AS merchant_category,
    merchant.online, merchant.atm, merchant.emoji, merchant.logo, merchant.address.address,
    merchant.address.city, merchant.address.region, merchant.address.country, merchant.address.postcode,
    merchant.address.latitude, merchant.address.longitude,
    counterparty.name AS counterparty_name, counterparty.sort_code, counterparty.account_number,
    counterparty.user_id AS counterparty_user_id, metadata.pot_id
  FROM read_json('{sys.argv[1]}', format='newline_delimited', columns={{
    id:'VARCHAR', account_id:'VARCHAR', user_id:'VARCHAR', created:'VARCHAR', updated:'VARCHAR',
    settled:'VARCHAR', amount:'BIGINT', currency:'VARCHAR', local_amount:'BIGINT', local_currency:'VARCHAR',
    include_in_spending:'BOOLEAN', description:'VARCHAR', notes:'VARCHAR', category:'VARCHAR',
    scheme:'VARCHAR', decline_reason:'VARCHAR',
    merchant:'STRUCT(id VARCHAR, group_id VARCHAR, name VARCHAR, category VARCHAR, online BOOLEAN, atm BOOLEAN, emoji VARCHAR, logo VARCHAR, address STRUCT(address VARCHAR, city VARCHAR, region VARCHAR, country VARCHAR, postcode VARCHAR, latitude DOUBLE, longitude DOUBLE))',
    counterparty:'STRUCT(name VARCHAR, sort_code VARCHAR, account_number VARCHAR, user_id VARCHAR)',
    metadata:'STRUCT(pot_id VARCHAR)'}})
) TO '{sys.argv[2]}' (HEADER)''')
"""


def run(command):
    """Runs a command on one core; gives seconds and peak memory in bytes."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=pin)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    if status != 0:
        sys.exit(f"bench: {' '.join(command[:4])} … ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss * 1024


def pin():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def best(commands, rounds=3):
    """The best time and the highest memory of each command, the commands taking turns."""
    seconds = [float("inf")] * len(commands)
    memory = [0] * len(commands)
    for _ in range(rounds):
        for index, command in enumerate(commands):
            took, peak = run(command)
            seconds[index] = min(seconds[index], took)
            memory[index] = max(memory[index], peak)
    return list(zip(seconds, memory))


def main():
    binary, sizes = sys.argv[1], [int(text) for text in sys.argv[2:]] or [100_000, 1_000_000]
    try:
        import duckdb
        peer = [sys.executable, "-c", DUCKDB]
        print(f"DuckDB {duckdb.__version__}, one thread; both pinned to one core; best of three")
    except ImportError:
        peer = None
        print("DuckDB is not installed: no ratio")
    print(f"{'rows':>9}  {'what':<28} {'seconds':>8} {'MB/s':>7} {'rows/s':>10} {'peak MiB':>9}  ratio to DuckDB")
    for size in sizes:
        folder = tempfile.mkdtemp(prefix="monzo-export-bench-")
        try:
            measure(binary, peer, size, folder)
        finally:
            shutil.rmtree(folder)


def measure(binary, peer, size, folder):
    records = f"{folder}/records.jsonl"
    subprocess.run([binary, "demo", "--quiet", "--transactions", str(size), "--records", records], check=True)
    megabytes = os.path.getsize(records) / 1e6
    commands = [
        ("export --format csv", [binary, "export", "-q", "--format", "csv", "-o", f"{folder}/a.csv", records]),
        ("export --out (all formats)", [binary, "export", "-q", "--out", f"{folder}/all", records]),
    ]
    if peer:
        commands.append(("DuckDB flat CSV", peer + [records, f"{folder}/b.csv"]))
    results = best([command for _, command in commands])
    reference = results[-1][0] if peer else None
    for (name, _), (seconds, memory) in zip(commands, results):
        ratio = f"{reference / seconds:.2f}" if reference else "-"
        print(f"{size:>9}  {name:<28} {seconds:>8.2f} {megabytes / seconds:>7.0f} {size / seconds:>10.0f} "
              f"{memory / 2**20:>9.0f}  {ratio}")


main()
