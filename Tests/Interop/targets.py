"""Reads what each target gets with programs that this project did not write, and holds it against the rows.

    targets.py BINARY RECORDS FOLDER

JSON Lines is the truth. Every settled row is in the tables once, and a move to a pot in two of them, which sum to
nothing. Tables are read by Python's own csv module and pandas, workbooks by openpyxl and, where it is there, LibreOffice;
hledger reads its CSV by the rules beside it, and Ledger converts its own. Xero, QuickBooks, FreeAgent, YNAB, Actual and
Firefly III cannot be had here: what they are given is checked against what they say of their forms.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from readers import one_line

BINARY, RECORDS, FOLDER = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)
HEADERS = {
    "xero": ["*Date", "*Amount", "Payee", "Description", "Reference", "Cheque Number"],
    "quickbooks": ["Date", "Description", "Amount"],
    "ynab": ["Date", "Payee", "Memo", "Outflow", "Inflow"],
    "actual": ["Date", "Payee", "Notes", "Category", "Amount"],
}
LIMITS = {"xero": (1000, None), "quickbooks": (1000, 350_000)}


def export(*options):
    subprocess.run([BINARY, "export", "--quiet", *options, RECORDS], check=True)


def written(target, suffix):
    export("--for", target, "--out", str(FOLDER / target))
    files = sorted((FOLDER / target / "all" / f"for-{target}").glob(f"*{suffix}"))
    assert files, f"no files for {target}"
    return files


def minor(text):
    return int(Decimal(text).scaleb(2).to_integral_exact())


def truth():
    """What each register has, as its OFX file would: amounts by id; pots hold the other side of the account's rows."""
    export("--format", "jsonl", "-o", str(FOLDER / "rows.jsonl"))
    rows = [json.loads(line) for line in (FOLDER / "rows.jsonl").read_bytes().decode().split("\n")[:-1]]
    return {row["id"]: row for row in rows if row["status"] == "settled" and row["amount_minor"]}


def check_amounts(target, found, rows):
    """Holds the amounts of all files of a target against the rows: each once, and both sides of pot moves."""
    own = Counter(row["amount_minor"] for row in rows.values())
    missing = own - found
    extra = found - own
    # A move that both account and pot have rows for is written from the account's row; the amounts are the same.
    assert not missing, f"{target}: amounts are missing: {list(missing.items())[:5]}"
    moves = Counter(-row["amount_minor"] for row in rows.values() if row["kind"] == "pot_transfer")
    assert not extra - moves, f"{target}: amounts that no row has: {list((extra - moves).items())[:5]}"


def check_payee(found, row, amount):
    """Holds a payee against the row's; of a transfer between own accounts it is the other account."""
    if amount == row["amount_minor"] and row["payee"] and row["kind"] != "own_transfer":
        assert found == one_line(row["payee"]), f"{row['id']}: {found!r} of {row['payee']!r}"


def check_tables(rows):
    for target, header in HEADERS.items():
        found = Counter()
        for path in written(target, ".csv"):
            raw = path.read_bytes()
            assert raw.endswith(b"\r\n") and not raw.startswith(b"\xef\xbb\xbf"), path
            with open(path, newline="", encoding="utf-8") as file:
                records = list(csv.DictReader(file, strict=True))
            frame = pandas.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
            assert records == frame and list(records[0]) == header, path
            most, bytes_most = LIMITS.get(target, (None, None))
            assert most is None or len(records) <= most, f"{path}: {len(records)} rows"
            assert bytes_most is None or len(raw) <= bytes_most, f"{path}: {len(raw)} bytes"
            for record in records:
                day = next(record[name] for name in record if "Date" in name)
                datetime.strptime(day, "%Y-%m-%d" if target == "actual" else "%d/%m/%Y")
                amount = record.get("*Amount") or record.get("Amount")
                if amount is None:
                    assert (record["Outflow"] == "") != (record["Inflow"] == ""), f"{path}: {record}"
                    amount = record["Inflow"] or "-" + record["Outflow"]
                found[minor(amount)] += 1
                if target == "xero":
                    check_payee(record["Payee"], rows[record["Reference"]], minor(amount))
        check_amounts(target, found, rows)
        print(f"ok     {target}: csv and pandas read {found.total()} rows")


def check_freeagent(rows):
    found = Counter()
    for path in written("freeagent", ".csv"):
        text = path.read_bytes().decode("utf-8")
        assert '"' not in text, path
        for line in text.split("\r\n")[:-1]:
            day, amount, description = line.split(",")
            assert description and datetime.strptime(day, "%d/%m/%Y"), line
            found[minor(amount)] += 1
    check_amounts("freeagent", found, rows)
    print(f"ok     freeagent: {found.total()} rows without header, quotes and further commas")


def check_firefly(rows):
    found, ids = Counter(), {}
    for path in written("firefly", ".csv"):
        configuration = json.loads(path.with_suffix(".json").read_text())
        with open(path, newline="", encoding="utf-8") as file:
            records = list(csv.DictReader(file, strict=True))
        assert configuration["roles"] == list(records[0]), path
        assert list(records[0])[configuration["unique_column_index"]] == configuration["unique_column_type"]
        for record in records:
            found[minor(record["amount"])] += 1
            ids.setdefault(record["external-id"], []).append(minor(record["amount"]))
    check_amounts("firefly", found, rows)
    pairs = [amounts for amounts in ids.values() if len(amounts) > 1]
    assert pairs and all(len(pair) == 2 and sum(pair) == 0 for pair in pairs), "an id of other than two sides"
    print(f"ok     firefly: {found.total()} rows, {len(pairs)} transfers whose sides share an id")


def check_plain_text(rows):
    total = sum(row["amount_minor"] for row in rows.values())
    if shutil.which("hledger"):
        files = [option for path in written("hledger", ".csv") for option in ("-f", str(path))]
        out = subprocess.run(["hledger", *files, "register", "monzo:", "-O", "csv"], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
        records = list(csv.DictReader(out.splitlines()))
        found = Counter(minor(record["amount"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for record in records)
        check_amounts("hledger", found, rows)
        print(f"ok     hledger: reads {len(records)} postings by the rules")
    else:
        print("not run: hledger is not installed")
    if shutil.which("ledger"):
        found = Counter()
        for path in written("ledger", ".csv"):
            out = subprocess.run(
                ["ledger", "-f", "/dev/null", "convert", str(path), "--input-date-format", "%Y-%m-%d",
                 "--account", "Assets:Monzo"], check=True, text=True, stdout=subprocess.PIPE).stdout
            journal = path.with_suffix(".ledger")
            journal.write_text(out)
            register = subprocess.run(
                ["ledger", "-f", str(journal), "register", "Assets:Monzo", "--format", "%(quantity(amount))\n"],
                check=True, text=True, stdout=subprocess.PIPE).stdout
            found.update(minor(line) for line in register.split())
        check_amounts("ledger", found, rows)
        print(f"ok     ledger: converts {found.total()} rows")
    else:
        print("not run: ledger is not installed")
    return total


def check_workbook(rows):
    (path,) = written("excel", ".xlsx")
    book = openpyxl.load_workbook(path)
    totals = [[cell.value for cell in row] for row in book["Totals"].iter_rows(min_row=2)]
    found, seen = Counter(), Counter()
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and all(cell.font.b for cell in sheet[1]), sheet.title
        names = [cell.value for cell in sheet[1]]
        count = 0
        for cells in sheet.iter_rows(min_row=2):
            record = dict(zip(names, cells))
            row = rows[record["ID"].value]
            assert record["Date"].is_date and record["Amount"].data_type == "n", record["ID"].value
            assert record["Date"].value.date() == date.fromisoformat(row["date"]), record["ID"].value
            amount = minor(str(record["Amount"].value))
            is_mirror = amount != row["amount_minor"]
            assert amount == row["amount_minor"] or row["kind"] == "pot_transfer" and amount == -row["amount_minor"]
            check_payee(record["Payee"].value, row, amount)
            other = row["counterparty"] or {}
            if not is_mirror:
                for column, key in (("Sort code", "sort_code"), ("Account number", "account_number")):
                    assert record[column].value == (other.get(key) or None), (record["ID"].value, column)
            assert all(cell.data_type != "f" for cell in cells), record["ID"].value
            found[amount] += 1
            count += 1
        seen[sheet.title] = count
    check_amounts("excel", found, rows)
    assert [line[2] for line in totals] == list(seen.values()), "the sheet of totals counts other rows"
    print(f"ok     excel: openpyxl reads {found.total()} rows of {len(seen)} sheets, typed")
    if not shutil.which("soffice"):
        return print("not run: LibreOffice is not installed")
    # Every sheet as CSV, as it is shown.
    out = FOLDER / "libreoffice"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{FOLDER.resolve()}/profile", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", str(out),
         str(path)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    shown = Counter()
    for name in out.glob("*.csv"):
        with open(name, newline="", encoding="utf-8") as file:
            for record in csv.DictReader(file):
                if "ID" in record:
                    shown[(record["ID"], minor(record["Amount"]), record["Date"])] += 1
    expected = Counter()
    for sheet in book.worksheets[1:]:
        names = [cell.value for cell in sheet[1]]
        for values in sheet.iter_rows(min_row=2, values_only=True):
            record = dict(zip(names, values))
            expected[(record["ID"], minor(str(record["Amount"])), str(record["Date"].date()))] += 1
    assert shown == expected, "LibreOffice shows other rows than openpyxl reads"
    print(f"ok     excel: LibreOffice shows the same {shown.total()} rows")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = truth()
    check_tables(rows)
    check_freeagent(rows)
    check_firefly(rows)
    check_plain_text(rows)
    check_workbook(rows)


main()
