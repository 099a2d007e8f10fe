"""Readers of the flat CSV: pandas and DuckDB as programs use them, and LibreOffice as a person opens it."""

import json
import os
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas

from entries import Book, Entry, minor

COLUMNS = (
    "account_id", "date", "amount", "id", "payee", "memo", "category", "transfer_id", "balance_minor", "currency")


def expected_rows(folder):
    """All rows, whatever register they are in; the balance is that after each row."""
    book = Book()
    for line in (folder / "transactions.jsonl").read_bytes().decode("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        if row["currency"] != "GBP":
            continue
        book.entries.append(Entry(
            row["account_id"], row["date"], row["amount_minor"], row["id"], row["payee"] or "", row["memo"] or "",
            row["category"] or "", row["transfer_id"] or ""))
        if row["balance_minor"] is not None:
            book.balances[row["id"]] = row["balance_minor"]
    return book


def book_of(records):
    """What dictionaries of cells say."""
    book = Book()
    for record in records:
        if record["currency"] != "GBP":
            continue
        cells = {name: "" if record[name] is None else record[name] for name in COLUMNS}
        day = cells["date"]
        day = day.date() if isinstance(day, datetime) else day
        book.entries.append(Entry(
            str(cells["account_id"]), day.isoformat() if isinstance(day, date) else str(day), minor(cells["amount"]),
            *(str(cells[name]) for name in ("id", "payee", "memo", "category", "transfer_id"))))
        if cells["balance_minor"] != "":
            book.balances[str(cells["id"])] = int(cells["balance_minor"])
    return book


def with_pandas(folder):
    frame = pandas.read_csv(folder / "transactions.csv", dtype=str, keep_default_na=False)
    return book_of(frame.to_dict("records"))


def with_duckdb(folder):
    found = duckdb.execute(
        f"select {', '.join(COLUMNS)} from read_csv($file)", {"file": str(folder / "transactions.csv")})
    names = [column[0] for column in found.description]
    return book_of(dict(zip(names, cells)) for cells in found.fetchall())


def with_libreoffice(folder):
    """Opened as UTF-8 with commas, all columns as they are proposed, and saved as a workbook."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{home}/profile", "--convert-to", "xlsx",
             "--infilter=Text - txt - csv (StarCalc):44,34,76,1", "--outdir", home, str(folder / "transactions.csv")],
            env={**os.environ, "HOME": home}, capture_output=True, check=True, timeout=180)
        sheet = openpyxl.load_workbook(Path(home, "transactions.xlsx")).active
        names, *rows = sheet.iter_rows(values_only=True)
        return book_of(dict(zip(names, cells)) for cells in rows)
