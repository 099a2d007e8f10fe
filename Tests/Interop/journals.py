"""Has Beancount, Fava, hledger and Ledger read journals, and holds what they add up against the rows.

    journals.py BINARY RECORDS CASES FOLDER

The programs themselves check what every month ends with, and must notice when a penny is missing. Every case of the
golden files is read, too. CASES is the folder of the golden files.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from decimal import Decimal
from pathlib import Path

from beancount import loader
from beancount.core import convert, data

BINARY, RECORDS, CASES, FOLDER = sys.argv[1:]
FOLDER = Path(FOLDER)
FOLDER.mkdir(parents=True, exist_ok=True)
CHOICES = (
    ["all"], ["2025", "--year", "2025"], ["tax-year-2024-25", "--tax-year", "2024-25"], ["2026-06", "--month", "2026-06"],
    ["2025-02-10-to-2025-05-20", "--from", "2025-02-10", "--to", "2025-05-20"])


def export(folder, *options):
    run = subprocess.run([BINARY, "export", "--quiet", "--out", str(folder), *options, RECORDS], capture_output=True)
    assert run.returncode == 0, run.stderr


def minor(number):
    return int(Decimal(number).scaleb(2).to_integral_exact())


def beancount(path):
    entries, errors, _ = loader.load_file(str(path))
    assert not errors, (path, errors[:3])
    return entries


def hledger(path, *command):
    run = subprocess.run(["hledger", "-f", str(path), *command], capture_output=True)
    assert run.returncode == 0, (path, run.stderr.decode()[:1000])
    return run.stdout.decode("utf-8")


def ledger(path, *command):
    run = subprocess.run(["ledger", "--args-only", "-f", str(path), *command], capture_output=True)
    assert run.returncode == 0 and not run.stderr, (path, run.stderr.decode()[:1000])
    return run.stdout.decode("utf-8")


# ---------------------------------------------------------------- what there is, and what each program adds up


def truth(folder):
    """What each register holds at the end, and each category by month, from the manifest and the rows."""
    manifest = json.loads((folder / "manifest.json").read_text())
    held = Counter({line["account"]: line["ledger_minor"] for line in manifest["accounts"]})
    categories = Counter()
    for line in (folder / "transactions.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        if row["status"] != "settled" or row["kind"] in ("pot_transfer", "own_transfer"):
            continue
        left = row["amount_minor"]
        for part in row["category_split"] or []:
            categories[row["date"][:7], loose(part["category"])] -= part["amount_minor"]
            left -= part["amount_minor"]
        categories[row["date"][:7], loose(row["category"] or "uncategorised")] -= left
    return +held + -held, {key: sum for key, sum in categories.items() if sum}


def loose(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def sums(postings):
    """Registers and categories by month of postings: a date, an account, and an amount in the register's currency."""
    held, categories = Counter(), Counter()
    for date, account, amount in postings:
        root, _, name = account.partition(":")
        if name.startswith("Monzo:"):
            held[name.removeprefix("Monzo:").lower()] += minor(amount)
        elif root in ("Expenses", "Income"):
            categories[date[:7], loose(name)] += minor(amount)
    return +held + -held, {key: sum for key, sum in categories.items() if sum}


def of_beancount(path):
    return [
        (entry.date.isoformat(), posting.account, convert.get_weight(posting).number)
        for entry in beancount(path) if isinstance(entry, data.Transaction) for posting in entry.postings]


def of_hledger(path):
    postings = []
    for entry in json.loads(hledger(path, "print", "--cost", "-O", "json")):
        for posting in entry["tpostings"]:
            number = posting["pamount"][0]["aquantity"]
            amount = Decimal(number["decimalMantissa"]).scaleb(-number["decimalPlaces"])
            postings.append((entry["tdate"], posting["paccount"], amount))
    return postings


def of_ledger(path):
    lines = ledger(path, "--date-format", "%Y-%m-%d", "--basis", "register", "--format",
                   "%(date)\t%(account)\t%(quantity(cost))\n").split("\n")[:-1]
    return [tuple(line.split("\t")) for line in lines]


# ---------------------------------------------------------------- checks


def check_sums():
    for per in ("export", "month"):
        for name, *options in CHOICES:
            out = FOLDER / per
            export(out, *options)
            held, categories = truth(out / name)
            for format in ("beancount", "hledger"):
                export(out / format, "--format", format, "--journal-per", per, *options)
            readers = (
                ("Beancount", of_beancount, out / "beancount" / name / f"{name}-all.beancount"),
                ("hledger", of_hledger, out / "hledger" / name / f"{name}-all.journal"),
                ("Ledger", of_ledger, out / "hledger" / name / f"{name}-all.journal"))
            hledger(readers[1][2], "check")
            for program, read, path in readers:
                found = sums(read(path))
                assert all(found[0][key] == held[key] for key in held), (program, name, found[0], held)
                assert found[1] == categories, (program, name, set(found[1].items()) ^ set(categories.items()))
            print(f"ok     {name}, a file for each {per}: {len(held)} accounts, {len(categories)} categories of months")


def check_assertions():
    """A penny that is missing is noticed by each program."""
    for suffix, programs in (("beancount", ("beancount",)), ("journal", ("hledger", "ledger"))):
        format = "beancount" if suffix == "beancount" else "hledger"
        path = FOLDER / "export" / format / "2025" / f"2025-all.{suffix}"
        text = path.read_text(encoding="utf-8")
        first = list(re.finditer(r"  Assets:Monzo:Current-Account  -(\d+\.\d\d) GBP\n", text))[5]
        wrong = FOLDER / f"wrong.{suffix}"
        amount = first[1]
        changed = f"{Decimal(amount) + Decimal('0.01')}"
        start, end = text.rindex("\n\n", 0, first.start()), text.index("\n\n", first.start())
        wrong.write_text(text[:start] + text[start:end].replace(amount, changed) + text[end:], encoding="utf-8")
        for program in programs:
            if program == "beancount":
                failed = bool(loader.load_file(str(wrong))[1])
            else:
                command = ["check"] if program == "hledger" else ["balance"]
                failed = subprocess.run([program, "-f", str(wrong), *command], capture_output=True).returncode != 0
            assert failed, f"{program} does not notice that a penny is missing"
            print(f"ok     {program} notices that a penny is missing")


def check_cases():
    count = 0
    for path in sorted(Path(CASES).glob("*/expected/all.beancount")):
        beancount(path)
        other = path.with_suffix(".journal")
        hledger(other, "check")
        ledger(other, "balance")
        count += 1
    assert count > 100, count
    print(f"ok     Beancount, hledger and Ledger read {count} golden cases")


def check_fava():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = FOLDER / "export" / "beancount" / "all" / "all-all.beancount"
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "fava"), "--host", "127.0.0.1", "--port", str(port), str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    try:
        address = f"http://127.0.0.1:{port}/monzo/"
        for _ in range(100):
            try:
                urllib.request.urlopen(address + "income_statement/", timeout=5)
                break
            except OSError:
                time.sleep(0.2)
        errors = json.load(urllib.request.urlopen(address + "api/errors", timeout=30))
        assert errors["data"] == [], errors["data"][:3]
        page = json.load(urllib.request.urlopen(address + "api/income_statement", timeout=30))
        assert page["data"]["trees"], page
    finally:
        server.terminate()
        server.wait()
    print("ok     Fava shows the journal, without an error")


check_sums()
check_assertions()
check_cases()
check_fava()
