"""Reads QIF in both orders of days and in the character set of older programs, with quiffen.

    qif.py BINARY RECORDS FOLDER

It must find the same amounts on the same days, which are those of the settled rows; the parts of a divided entry sum to
it, and a transfer names a register that is there, also where two names have become one in cp1252. What other readers
make of QIF is in importers/.
"""

import json
import pathlib
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import quiffen

BINARY, RECORDS, FOLDER = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)


def minor(text):
    return int(Decimal(str(text)).scaleb(2).to_integral_exact())


def export(name, *options):
    out = FOLDER / name
    subprocess.run([BINARY, "export", "--quiet", "--format", "qif", "--out", str(out), *options, RECORDS], check=True)
    (path,) = (out / "all").glob("*.qif")
    return path


def settled():
    """How often each amount is in the settled rows."""
    rows = FOLDER / "rows.jsonl"
    subprocess.run([BINARY, "export", "--quiet", "--format", "jsonl", "-o", str(rows), RECORDS], check=True)
    records = map(json.loads, rows.read_bytes().decode().split("\n")[:-1])
    return Counter(row["amount_minor"] for row in records if row["status"] == "settled" and row["amount_minor"])


def read(name, path, is_day_first, rows):
    book = quiffen.Qif.parse(str(path), day_first=is_day_first)
    records = [one for account in book.accounts.values() for list in account.transactions.values() for one in list]
    divided = [one for one in records if one.splits]
    assert divided and all(sum(part.amount for part in one.splits) == one.amount for one in divided), name
    found = Counter(minor(one.amount) for one in records)
    assert not rows - found, f"{name}: amounts are missing: {list((rows - found).items())[:5]}"
    print(f"ok     QIF, {name}: quiffen reads {len(records)} records, {len(divided)} divided to the penny")
    return Counter((one.date.date(), minor(one.amount)) for one in records)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = settled()
    days = read("day first", export("dmy"), True, rows)
    assert read("month first", export("mdy", "--qif-date", "mdy"), False, rows) == days, "other days"
    text = export("cp1252", "--charset", "cp1252").read_bytes().decode("cp1252")
    names = re.findall(r"^!Account\r\nN(.*?)\r$", text, re.MULTILINE)
    others = set(re.findall(r"^L\[(.*?)\]\r$", text, re.MULTILINE))
    assert len(names) == len(set(names)) and others and others <= set(names), f"{names}, {others}"
    (FOLDER / "utf8.qif").write_text(text, encoding="utf-8", newline="")
    assert read("cp1252", FOLDER / "utf8.qif", True, rows) == days, "other days"


main()
